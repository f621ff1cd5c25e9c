package dev.syncedstore.server.schema;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.schema.JsonText;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.server.action.ActionCatalog;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;

class StoreTypeSchemasTests {

	private static final Path GOLDEN = Path.of("..", "src", "protocol", "examples", "schema.board.json");

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@Test
	void aStoreTypeIsDescribedAsTheGoldenMessageSays() throws IOException {
		assertThat(board().json()).isEqualTo(compact(Files.readString(GOLDEN)));
	}

	@Test
	void toolsFindTheSameInJava() {
		StoreTypeSchema board = board();
		assertThat(board.storeType()).isEqualTo("board");
		assertThat(board.version()).isEqualTo(2);
		assertThat(board.tables()).extracting((table) -> table.table().name()).containsExactly("archive", "cards");
		assertThat(board.singletons()).extracting((singleton) -> singleton.path()).containsExactly("settings/look");
		assertThat(board.mutators()).extracting(MutatorSchema::name).containsExactly("addCard", "look");
		assertThat(board.mutators().get(1).transactional()).isTrue();
		assertThat(board.actions()).extracting(ActionSchema::name).containsExactly("announce", "report");
	}

	@Test
	void argumentsAreDescribedByADocumentThatStandsByItself() {
		Map<String, Object> args = board().mutators().get(0).argsSchema();
		assertThat(args).containsKeys("$schema", "$ref", "$defs");
		assertThat(JsonText.of(args.get("$defs"))).contains("\"AddCard\"", "\"Card\"", "\"Column\"", "\"Link\"")
			.doesNotContain("Settings");
		assertThat(board().actions().get(1).argsSchema()).isEqualTo(Map.of("type", "object"));
	}

	@Test
	void theDigestChangesWithWhatIsDeclaredOnly() {
		assertThat(board().digest()).isEqualTo(board().digest()).matches("[0-9a-f]{32}");
		StoreTypeSchema undeclared = find(List.of());
		assertThat(undeclared.digest()).isNotEqualTo(board().digest());
		assertThat(undeclared.version()).isEqualTo(1);
		assertThat(undeclared.tables()).extracting((table) -> table.table().name()).containsExactly("archive");
	}

	private StoreTypeSchema board() {
		return find(List.of(Board.class));
	}

	private StoreTypeSchema find(List<Class<?>> schemas) {
		MutatorCatalog mutators = MutatorCatalog.of(List.of(new Board.BoardMutators()), this.codecs);
		StoreTypeSchema schema = StoreTypeSchemas
			.of(SchemaCatalog.of(schemas, mutators), mutators,
					ActionCatalog.of(List.of(new Board.BoardActions()), this.codecs))
			.find("board");
		if (schema == null) {
			throw new AssertionError("No schema");
		}
		return schema;
	}

	private static String compact(String json) {
		JsonFactory factory = new JsonFactory();
		StringWriter target = new StringWriter();
		try (JsonParser in = factory.createParser(ObjectReadContext.empty(), json);
				JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), target)) {
			in.nextToken();
			out.copyCurrentStructure(in);
		}
		return target.toString();
	}

}

package dev.syncedstore.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The golden messages of the protocol are valid by their schemas, are read, and are
 * written as they were. The other parties' tests read the same files.
 */
class GoldenMessageTests {

	private static final Path PROTOCOL = Path.of("..", "src", "protocol");

	private static final String SCHEMAS = "https://syncedstore.dev/protocol/v1/";

	/** What no program of ours reads; the server's tests write it. */
	private static final String SHOWN = "schema";

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final WireCodec wire = new WireCodec();

	/** How each shape is read and written again. */
	private final Map<String, UnaryOperator<String>> shapes = new TreeMap<>(
			Map.of("push-request", (json) -> this.wire.writePushRequest(this.wire.readPushRequest(json)),
					"push-response", (json) -> this.wire.writePushResponse(this.wire.readPushResponse(json)),
					"pull-request", (json) -> this.wire.writePullRequest(this.wire.readPullRequest(json)),
					"pull-response", (json) -> this.wire.writePullResponse(this.wire.readPullResponse(json)), "poke",
					(json) -> this.wire.writeDelta(this.wire.readDelta(json)), "problem",
					(json) -> this.wire.writeProblem(this.wire.readProblem(json)), "action-request",
					(json) -> this.wire.writeActionRequest(this.wire.readActionRequest(json)), "action-response",
					(json) -> this.wire.writeActionResponse(this.wire.readActionResponse(json))));

	private final JsonSchemaFactory schemas = JsonSchemaFactory
		.getInstance(SpecVersion.VersionFlag.V202012, (builder) -> builder
			.schemaMappers((mappers) -> mappers.mapPrefix(SCHEMAS, PROTOCOL.resolve("schemas").toUri().toString())));

	@Test
	void everyShapeHasExamplesAndEveryExampleAShape() {
		assertThat(this.shapes.keySet()).allSatisfy((shape) -> assertThat(examples(shape)).as(shape).isNotEmpty());
		assertThat(files().stream().map(GoldenMessageTests::shape).distinct().filter((shape) -> !shape.equals(SHOWN)))
			.containsExactlyInAnyOrderElementsOf(this.shapes.keySet());
	}

	@TestFactory
	Stream<DynamicTest> examplesAreValidByTheirSchemas() {
		return files().stream()
			.map((file) -> DynamicTest.dynamicTest(name(file),
					() -> assertThat(violations(shape(file), read(file))).isEmpty()));
	}

	@TestFactory
	Stream<DynamicTest> examplesAreReadAndWrittenAsTheyWere() {
		return this.shapes.keySet()
			.stream()
			.flatMap((shape) -> examples(shape).stream())
			.map((file) -> DynamicTest.dynamicTest(name(file), () -> {
				String written = this.shapes.get(shape(file)).apply(read(file));
				assertThat(normal(written)).isEqualTo(normal(read(file)));
				assertThat(violations(shape(file), written)).isEmpty();
			}));
	}

	@TestFactory
	Stream<DynamicTest> unknownFieldsAreIgnored() {
		return this.shapes.keySet()
			.stream()
			.filter((shape) -> !shape.equals("problem"))
			.map((shape) -> DynamicTest.dynamicTest(shape, () -> {
				String json = read(examples(shape).get(0));
				String more = "{\"added_later\": {\"a\": [1, 1e400, {\"b\": 1, \"b\": 2}]},"
						+ json.strip().substring(1);
				assertThat(normal(this.shapes.get(shape).apply(more))).isEqualTo(normal(json));
			}));
	}

	@TestFactory
	Stream<DynamicTest> eachFieldIsDemandedAndNamed() {
		return this.shapes.keySet()
			.stream()
			.flatMap(
					(shape) -> fields(shape).map((field) -> DynamicTest.dynamicTest(shape + " without " + field, () -> {
						ObjectNode message = (ObjectNode) MAPPER.readTree(read(examples(shape).get(0)));
						message.remove(field);
						assertThat(catchThrowableOfType(MalformedMessageException.class,
								() -> this.shapes.get(shape).apply(message.toString()))
							.path()).isEqualTo(field);
					})));
	}

	private Stream<String> fields(String shape) {
		return shape.equals("problem") ? Stream.of("code") : names(parse(read(examples(shape).get(0))));
	}

	private static Stream<String> names(JsonNode object) {
		return object.properties().stream().map(Map.Entry::getKey);
	}

	private List<String> violations(String shape, String json) {
		JsonSchema schema = this.schemas.getSchema(SchemaLocation.of(SCHEMAS + shape + ".schema.json"));
		return schema.validate(json, InputFormat.JSON).stream().map(ValidationMessage::getMessage).toList();
	}

	/** Without what may be left out because it says nothing. */
	private static JsonNode normal(String json) {
		JsonNode message = parse(json);
		if (message.path("type").asText().equals("about:blank")) {
			((ObjectNode) message).remove("type");
		}
		return message;
	}

	private static JsonNode parse(String json) {
		try {
			return MAPPER.readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> examples(String shape) {
		return files().stream().filter((file) -> shape(file).equals(shape)).toList();
	}

	private static List<Path> files() {
		try (Stream<Path> files = Files.list(PROTOCOL.resolve("examples"))) {
			return files.filter((file) -> name(file).endsWith(".json")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String shape(Path file) {
		return name(file).substring(0, name(file).indexOf('.'));
	}

	private static String name(Path file) {
		return file.getFileName().toString();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

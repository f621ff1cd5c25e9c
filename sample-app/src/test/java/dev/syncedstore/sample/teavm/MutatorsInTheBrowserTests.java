package dev.syncedstore.sample.teavm;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.sample.battleship.BattleshipMutators;
import dev.syncedstore.sample.battleship.Fleet;
import dev.syncedstore.sample.battleship.SeenShip;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mutators of the sample as JavaScript: from the first day, so that core never drifts
 * out of the browser's reach.
 */
class MutatorsInTheBrowserTests {

	@TempDir
	private static Path directory;

	private static CompiledMutators compiled;

	private static Source module;

	private Context javaScript;

	private Value run;

	private Value entries;

	@BeforeAll
	static void compile() throws Exception {
		compiled = CompiledMutators.compile(directory);
		module = Source.newBuilder("js", compiled.file().toFile()).mimeType("application/javascript+module").build();
	}

	@BeforeEach
	void load() {
		this.javaScript = Context.newBuilder("js")
			.option("js.esm-eval-returns-exports", "true")
			.option("engine.WarnInterpreterOnly", "false")
			.allowExperimentalOptions(true)
			.build();
		this.run = this.javaScript.eval(module).getMember("run");
		this.entries = this.javaScript.eval("js", "new Map()");
	}

	@AfterEach
	void close() {
		this.javaScript.close();
	}

	@Test
	void allOfCoresApiIsCompiledAndNotOnlyWhatTheMutatorsCall() {
		assertThat(WholeApi.classes()).contains(MutationContext.class.getName());
		assertThat(compiled.classes()).contains(SpaceId.class.getName(), Scan.class.getName(), Table.class.getName());
	}

	@Test
	void theGameIsCompiledToo() {
		assertThat(WholeApi.classes()).contains(BattleshipMutators.class.getName());
		assertThat(compiled.classes()).contains(BattleshipMutators.class.getName(), Fleet.class.getName(),
				SeenShip.class.getName());
	}

	@Test
	void aTodoAddedInTheBrowserIsThereAtOnce() {
		Value refusal = this.run.execute(this.entries, "client:alice", "addTodo", """
				{"id": "t1", "text": "buy milk", "completed": false, "position": "V"}""");
		assertThat(refusal.isNull()).isTrue();
		assertThat(entries())
			.isEqualTo(Map.of("todos/t1", "{\"text\":\"buy milk\",\"completed\":false,\"position\":\"V\"}"));
	}

	@Test
	void withAuthorityTheSameCodeWritesTheAuditToo() {
		this.run.execute(this.entries, "server:alice", "addTodo", """
				{"id": "t1", "text": "buy milk", "completed": false}""");
		this.run.execute(this.entries, "server:bob", "setCompleted", """
				{"id": "t1", "completed": true}""");
		assertThat(entries()).isEqualTo(Map.of("todos/t1", "{\"text\":\"buy milk\",\"completed\":true}",
				"$$so/audit/000000000001", "{\"user\":\"alice\",\"mutator\":\"addTodo\",\"todo\":\"t1\"}",
				"$$so/audit/000000000002", "{\"user\":\"bob\",\"mutator\":\"setCompleted\",\"todo\":\"t1\"}"));
	}

	@Test
	void whatIsRefusedOnTheServerIsRefusedInTheBrowser() {
		Value refusal = this.run.execute(this.entries, "client:alice", "setCompleted", """
				{"id": "unknown", "completed": true}""");
		assertThat(refusal.asString()).isEqualTo("todo_not_found");
		assertThat(entries()).isEmpty();
	}

	@Test
	void aNoteBelongsToItsWriter() {
		this.run.execute(this.entries, "client:alice", "setNote", """
				{"text": "don't tell"}""");
		assertThat(entries()).isEqualTo(Map.of("$$pu/alice/notes/mine", "{\"text\":\"don't tell\"}"));
	}

	@Test
	void whatOnlyTheServerCanDoIsSkipped() {
		Value refusal = this.run.execute(this.entries, "client:alice", "claim", """
				{"prizeId": "mug"}""");
		assertThat(refusal.isNull()).isTrue();
		assertThat(entries()).isEqualTo(Map.of("claims/mug/alice", "{\"user\":\"alice\"}"));
		assertThat(this.run.execute(this.entries, "client:alice", "claim", """
				{"prizeId": "mug"}""").asString()).isEqualTo("claimed_already");
	}

	private Map<String, String> entries() {
		Map<String, String> result = new TreeMap<>();
		Value pairs = this.javaScript.eval("js", "map => Array.from(map)").execute(this.entries);
		for (int i = 0; i < pairs.getArraySize(); i++) {
			Value pair = pairs.getArrayElement(i);
			result.put(pair.getArrayElement(0).asString(), pair.getArrayElement(1).asString());
		}
		return result;
	}

}

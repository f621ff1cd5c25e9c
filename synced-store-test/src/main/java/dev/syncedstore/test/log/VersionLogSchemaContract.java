package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.log.EntryPage;
import dev.syncedstore.server.log.EntryQuery;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceSchema;
import dev.syncedstore.server.log.VersionLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How every {@link VersionLog} keeps the schema version of spaces, and hands out entries
 * to migrations.
 */
public abstract class VersionLogSchemaContract extends VersionLogHistoryContract {

	@Test
	void theSchemaIsPartOfTheHeadAndStaysUntilACommitChangesIt() {
		assertThat(append(1, set("todos/a", "1")).schema()).isEqualTo(SpaceSchema.FIRST);
		change(2, new SpaceSchema(1, new SpaceSchema.Migration(1, "todos/a")));
		assertThat(head().schema()).isEqualTo(new SpaceSchema(1, new SpaceSchema.Migration(1, "todos/a")));
		assertThat(log().migrating(1_000)).contains(space());
		change(3, SpaceSchema.of(2));
		assertThat(head().schema()).isEqualTo(SpaceSchema.of(2));
		assertThat(log().migrating(1_000)).doesNotContain(space());
		assertThat(append(4, set("todos/b", "1")).schema()).isEqualTo(SpaceSchema.of(2));
		assertThat(log().heads(List.of(space())).get(space())).isEqualTo(head());
	}

	@Test
	void entriesComeByVisibilityOwnerAndKeyInPages() {
		append(1, set("todos/b", "1"), set("todos/a", "1"), set("notes/z", "1"), set("$$so/todos/a", "1"),
				set("$$pu/bob/todos/a", "1"), set("$$pu/al/todos/b", "1"), set("$$pu/al/todos/a", "1"),
				set("todos/gone", "1"));
		append(2, deleted("todos/gone"), set("todos/later", "2"));
		List<String> keys = new ArrayList<>();
		EntryPage page = entries(new EntryQuery("", 1, 3, 1_000_000));
		while (!page.complete()) {
			assertThat(page.entries()).hasSize(3);
			page.entries().forEach((entry) -> keys.add(entry.key()));
			page = entries(new EntryQuery(keys.get(keys.size() - 1), 1, 3, 1_000_000));
		}
		page.entries().forEach((entry) -> keys.add(entry.key()));
		assertThat(keys).containsExactly("notes/z", "todos/a", "todos/b", "$$pu/al/todos/a", "$$pu/al/todos/b",
				"$$pu/bob/todos/a", "$$so/todos/a");
	}

	@Test
	void aPageHoldsAsManyBytesAsItMayAndAtLeastOneEntry() {
		append(1, set("todos/a", "\"" + "x".repeat(100) + "\""), set("todos/b", "\"" + "x".repeat(100) + "\""),
				set("todos/c", "1"));
		assertThat(keys(entries(new EntryQuery("", 9, 10, 1)))).containsExactly("todos/a");
		assertThat(keys(entries(new EntryQuery("", 9, 10, 150)))).containsExactly("todos/a", "todos/b");
		assertThat(entries(new EntryQuery("", 9, 10, 150)).complete()).isFalse();
		assertThat(entries(new EntryQuery("todos/b", 9, 10, 150)).complete()).isTrue();
	}

	private void change(long version, SpaceSchema schema) {
		log().write(space(), false, (locked) -> {
			locked.append(new SpaceCommit(version, "checkpoint-" + version, Instant.EPOCH, List.of(), List.of(),
					Map.of(), List.of())
				.with(schema));
			return null;
		});
	}

	private EntryPage entries(EntryQuery query) {
		return log().write(space(), false, (locked) -> locked.entries(query));
	}

	private static List<String> keys(EntryPage page) {
		return page.entries().stream().map(Patch::key).toList();
	}

}

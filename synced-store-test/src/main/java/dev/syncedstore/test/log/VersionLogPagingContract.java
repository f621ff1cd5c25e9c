package dev.syncedstore.test.log;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.log.VersionedPatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How every {@link VersionLog} hands out changes to one user.
 */
public abstract class VersionLogPagingContract extends VersionLogContract {

	private static final ChangePosition START = new ChangePosition(0, "");

	@Test
	void changesComeByVersionThenByKeyAndOnlyThoseThatTheUserMaySee() {
		append(1, set("todos/b", "1"), set("todos/a", "1"), set("$$pu/al/todos/a", "1"), set("$$pu/alice/todos/a", "1"),
				set("$$pu/Al/todos/a", "1"), set("$$pu/%/todos/a", "1"), set("$$so/todos/a", "1"));
		append(2, set("todos/b", "2"), set("$$pu/al/todos/b", "2"));
		assertThat(keys(changes("al", START, 0))).containsExactly("1 $$pu/al/todos/a", "1 todos/a", "2 $$pu/al/todos/b",
				"2 todos/b");
		assertThat(keys(changes("alice", START, 0))).containsExactly("1 $$pu/alice/todos/a", "1 todos/a", "2 todos/b");
		assertThat(keys(changes("%", START, 0))).containsExactly("1 $$pu/%/todos/a", "1 todos/a", "2 todos/b");
		assertThat(keys(changes("a_", START, 0))).containsExactly("1 todos/a", "2 todos/b");
		assertThat(keys(changes("al", ChangePosition.endOf(1), 1))).containsExactly("2 $$pu/al/todos/b", "2 todos/b");
	}

	@Test
	void deletionsUpToAVersionAreLeftOut() {
		append(1, set("todos/a", "1"), set("todos/b", "1"), set("todos/c", "1"));
		append(2, deleted("todos/a"));
		append(3, deleted("todos/b"), deleted("$$pu/al/todos/x"));
		assertThat(keys(changes("al", START, 2))).containsExactly("1 todos/c", "3 $$pu/al/todos/x", "3 todos/b");
		assertThat(keys(changes("al", ChangePosition.endOf(1), 1))).containsExactly("2 todos/a", "3 $$pu/al/todos/x",
				"3 todos/b");
		assertThat(keys(changes("al", START, 3))).containsExactly("1 todos/c");
	}

	@Test
	void pagesOfAnySizeTogetherAreEverything() {
		for (int version = 1; version <= 30; version++) {
			append(version, set("todos/" + version, "\"" + "x".repeat(version * 10) + "\""),
					set("$$pu/al/todos/" + version, "1"), set("todos/same", "" + version));
		}
		List<String> everything = keys(changes("al", START, 0));
		assertThat(everything).hasSize(61).last().isEqualTo("30 todos/same");
		for (int maxBytes : new int[] { 1, 60, 300, 2_000 }) {
			List<String> paged = new ArrayList<>();
			ChangePosition position = START;
			ChangePage page;
			do {
				page = page("al", position, 0, maxBytes);
				paged.addAll(keys(page.changes()));
				if (!page.changes().isEmpty()) {
					VersionedPatch last = page.changes().get(page.changes().size() - 1);
					position = new ChangePosition(last.version(), last.patch().key());
				}
			}
			while (!page.complete());
			assertThat(paged).as("pages of %s bytes", maxBytes).isEqualTo(everything);
		}
	}

	@Test
	void aPageIsAboutAsLargeAsItMayBe() {
		for (int version = 1; version <= 20; version++) {
			append(version, set("todos/" + version, "\"" + "x".repeat(1_000) + "\""));
		}
		ChangePage page = page("al", START, 0, 5_000);
		assertThat(page.complete()).isFalse();
		assertThat(page.changes()).hasSize(5);
		assertThat(page("al", START, 0, 100).changes()).hasSize(1);
	}

	@Test
	void valuesOfAnySizeComeWhole() {
		List<String> values = new ArrayList<>();
		for (int size : new int[] { 8_000, 8_190, 8_192, 8_193, 300_000 }) {
			String value = "\"" + "x".repeat(size - 2) + "\"";
			values.add(value);
			append(values.size(), set("todos/" + size, value), set("$$pu/al/todos/" + size, value));
		}
		append(values.size() + 1, deleted("todos/8000"));
		List<String> read = changes("al", ChangePosition.endOf(1), 1).stream()
			.map((change) -> change.patch().value())
			.map((value) -> (value != null) ? value.json() : "deleted")
			.toList();
		List<String> expected = new ArrayList<>();
		values.subList(1, values.size()).forEach((value) -> expected.addAll(List.of(value, value)));
		expected.add("deleted");
		assertThat(read).isEqualTo(expected);
	}

	private List<VersionedPatch> changes(String userId, ChangePosition after, long deletionsAfter) {
		ChangePage page = page(userId, after, deletionsAfter, 1_000_000);
		assertThat(page.complete()).isTrue();
		return page.changes();
	}

	private ChangePage page(String userId, ChangePosition after, long deletionsAfter, int maxBytes) {
		return log().read(space(),
				(snapshot) -> snapshot.changes(new ChangeQuery(userId, after, deletionsAfter, maxBytes)));
	}

	private static List<String> keys(List<VersionedPatch> changes) {
		return changes.stream().map((change) -> change.version() + " " + change.patch().key()).toList();
	}

}

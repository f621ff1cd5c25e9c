package dev.syncedstore.server.push;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.log.SpaceHead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpaceMemoryTests {

	private static final SpaceId SPACE = new SpaceId("notes", "x");

	@Test
	void theSpacesThatWereUsedLongestAgoMakeRoom() {
		SpaceCache cache = new SpaceCache(3_000);
		for (int i = 0; i < 10; i++) {
			cache.put(space(i), whole("x".repeat(300)));
			cache.get(space(0));
		}
		assertThat(cache.weight()).isLessThanOrEqualTo(3_000);
		assertThat(cache.get(space(0))).isNotNull();
		assertThat(cache.get(space(9))).isNotNull();
		assertThat(cache.get(space(1))).isNull();
	}

	@Test
	void whatIsLargerThanTheWholeCacheIsNotKept() {
		SpaceCache cache = new SpaceCache(1_000);
		cache.put(SPACE, whole("x".repeat(2_000)));
		assertThat(cache.get(SPACE)).isNull();
		assertThat(cache.weight()).isZero();
	}

	@Test
	void theWeightOfASpaceFollowsItsChanges() {
		SpaceEntries entries = WholeSpace.of(Entries.EMPTY, 10_000);
		assertThat(entries.weight()).isZero();
		entries = entries.with(List.of(patch("a", 1_000), patch("b", 1_000)));
		long two = entries.weight();
		entries = entries.with(List.of(patch("a", 1), new Patch("notes/b", null), new Patch("notes/never", null)));
		assertThat(entries.weight()).isLessThan(two - 1_500).isPositive();
		entries = entries.with(List.of(new Patch("notes/a", null)));
		assertThat(entries.weight()).isZero();
		assertThat(entries.with(List.of(patch("a", 20_000)))).isInstanceOf(LargeSpace.class);
	}

	@Test
	void ofALargeSpaceOnlyWhatWasUsedLatelyIsHeld() {
		LargeSpace large = new LargeSpace(40_000);
		Entries stored = Entries.of(Map.of("notes/a", new StoredValue("\"stored\"")));
		EntryView view = large.over(stored);
		assertThat(view.get("notes/a")).isEqualTo(new StoredValue("\"stored\""));
		large.with(List.of(new Patch("notes/a", null)));
		assertThat(view.get("notes/a")).as("the stored one is older").isNull();
		for (int i = 0; i < 1_000; i++) {
			view.get("notes/missing-" + i);
			large.with(List.of(patch("k" + i, 100)));
		}
		assertThat(large.weight()).isLessThanOrEqualTo(10_000).isGreaterThan(5_000);
		assertThat(view.get("notes/k999")).isNotNull();
	}

	@Test
	void failuresAreCountedByMutationAndForgotten() {
		FailureCounts failures = new FailureCounts();
		assertThat(failures.suspects(SPACE, deferred(1))).isFalse();
		assertThat(failures.increment(SPACE, deferred(1))).isEqualTo(1);
		assertThat(failures.increment(SPACE, deferred(1))).isEqualTo(2);
		assertThat(failures.increment(SPACE, deferred(2))).isEqualTo(1);
		assertThat(failures.suspects(SPACE, deferred(1))).isTrue();
		assertThat(failures.suspects(space(1), deferred(1))).isFalse();
		failures.forget(SPACE, deferred(1));
		assertThat(failures.suspects(SPACE, deferred(1))).isFalse();
		for (int id = 3; id < 20_000; id++) {
			failures.increment(SPACE, deferred(id));
		}
		assertThat(failures.suspects(SPACE, deferred(2))).as("too many are remembered").isFalse();
		assertThat(failures.suspects(SPACE, deferred(19_999))).isTrue();
	}

	private static ServerCall deferred(long id) {
		return new ServerCall("alice", "put", new StoredValue("{}"), CallerContext.NONE, id, false,
				new CompletableFuture<>());
	}

	private static SpaceId space(int i) {
		return new SpaceId("notes", "s" + i);
	}

	private static CachedSpace whole(String text) {
		return new CachedSpace(new SpaceHead(1, "e", 1, "c", 0),
				WholeSpace.of(Entries.of(Map.of("notes/a", new StoredValue("\"" + text + "\""))), Long.MAX_VALUE),
				KnownClients.ofOwnSpace());
	}

	private static Patch patch(String key, int size) {
		return new Patch("notes/" + key, new StoredValue("\"" + "x".repeat(size) + "\""));
	}

}

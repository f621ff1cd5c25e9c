package dev.syncedstore.core.state;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntriesTests {

	private static final StoredValue ONE = new StoredValue("1");

	private static final StoredValue TWO = new StoredValue("2");

	@Test
	void changesMakeNewEntriesAndLeaveTheOldOnes() {
		Entries before = Entries.of(Map.of("t/a", ONE, "t/b", ONE));
		Entries after = before.with(List.of(new Patch("t/a", TWO), new Patch("t/b", null), new Patch("t/c", ONE)));
		assertThat(List.of(before.get("t/a"), before.get("t/b"))).containsExactly(ONE, ONE);
		assertThat(after.get("t/a")).isEqualTo(TWO);
		assertThat(after.get("t/b")).isNull();
		assertThat(after.get("t/c")).isEqualTo(ONE);
		assertThat(after.size()).isEqualTo(2);
	}

	@Test
	void nothingChangedIsTheSameEntries() {
		Entries entries = Entries.of(Map.of("t/a", ONE));
		assertThat(entries.with(List.of())).isSameAs(entries);
		assertThat(entries.with(List.of(new Patch("t/unknown", null)))).isSameAs(entries);
	}

	@Test
	void theLastOfSeveralChangesOfAKeyCounts() {
		assertThat(Entries.EMPTY.with(List.of(new Patch("t/a", ONE), new Patch("t/a", TWO))).get("t/a")).isEqualTo(TWO);
		assertThat(Entries.EMPTY.with(List.of(new Patch("t/a", ONE), new Patch("t/a", null))).size()).isZero();
	}

	@Test
	void manyChangesAtOnceMakeTheSameEntriesAsOneByOne() {
		Random random = new Random(7);
		List<Patch> changes = IntStream.range(0, 500)
			.mapToObj((i) -> new Patch("t/" + random.nextInt(200),
					random.nextBoolean() ? new StoredValue(String.valueOf(i)) : null))
			.toList();
		Entries entries = Entries.of(changes);
		assertThat(entries.all()).toIterable().containsExactlyElementsOf(() -> Entries.EMPTY.with(changes).all());
		assertThat(entries.size()).isBetween(50, 150);
	}

}

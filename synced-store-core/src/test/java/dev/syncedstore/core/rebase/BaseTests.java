package dev.syncedstore.core.rebase;

import java.util.List;
import java.util.Map;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a delta that came unasked meets a base at version 5, checkpoint c5, of epoch e.
 */
class BaseTests {

	private final Base base = new Base(new HistoryPoint("e", 5, "c5"),
			Entries.of(Map.of("a", new StoredValue("1"), "b", new StoredValue("2"))));

	@ParameterizedTest(name = "{0} {1} {2}..{3}: {4}")
	@CsvSource({ "e, c6, 6, 6, APPLY", "e, c9, 6, 9, APPLY", "e, c7, 4, 7, APPLY", "e, c7, 0, 7, APPLY",
			"e, c5, 5, 5, IGNORE", "e, x, 3, 4, IGNORE", "e, c8, 7, 8, PULL", "f, c6, 6, 6, PULL", "f, c4, 4, 4, PULL",
			"e, c5, 6, 5, IGNORE", "e, x, 6, 5, PULL", "f, c5, 6, 5, PULL", "e, c4, 5, 4, PULL", "e, c6, 7, 6, PULL" })
	void eachDeltaFitsAsTheProtocolSays(String epoch, String checkpoint, long min, long max, DeltaFit fit) {
		assertThat(this.base.fit(delta(epoch, checkpoint, min, max))).isEqualTo(fit);
	}

	@Test
	void nothingFitsWhereNothingIsKnown() {
		assertThat(Base.NONE.fit(delta("e", "c1", 1, 1))).isEqualTo(DeltaFit.PULL);
		assertThat(Base.NONE.fit(delta("e", null, 1, 0))).isEqualTo(DeltaFit.PULL);
	}

	@Test
	void theEmptyRangeAtVersionZeroSaysNothingToABaseThere() {
		Base empty = new Base(new HistoryPoint("e", 0, null), Entries.EMPTY);
		assertThat(empty.fit(delta("e", null, 1, 0))).isEqualTo(DeltaFit.IGNORE);
		assertThat(empty.fit(delta("e", "c1", 1, 1))).isEqualTo(DeltaFit.APPLY);
	}

	@Test
	void anAppliedDeltaMovesThePointAndChangesItsKeys() {
		Delta delta = new Delta("e", "c6", 6, 6, List.of(new Patch("a", null), new Patch("c", new StoredValue("3"))),
				Map.of(), List.of());
		Base after = this.base.with(delta);
		assertThat(after.point()).isEqualTo(new HistoryPoint("e", 6, "c6"));
		assertThat(after.entries().get("a")).isNull();
		assertThat(after.entries().get("c")).isEqualTo(new StoredValue("3"));
		assertThat(this.base.entries().size()).isEqualTo(2);
	}

	private static Delta delta(String epoch, @Nullable String checkpoint, long min, long max) {
		return new Delta(epoch, checkpoint, min, max, List.of(), Map.of(), List.of());
	}

}

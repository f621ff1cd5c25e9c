package dev.syncedstore.server.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NonceWindowTests {

	@Test
	void theSameNonceMatchesAndAnotherDoesNot() {
		NonceWindow window = NonceWindow.EMPTY.with(List.of("a", "b", "c"), 0);
		assertThat(window.matches(2, "b")).isTrue();
		assertThat(window.matches(2, "x")).isFalse();
		assertThat(window.matches(3, "b")).isFalse();
	}

	@Test
	void aMissingNonceMatchesWhateverIsKnownAndIsMatchedByWhateverComes() {
		List<@Nullable String> nonces = new ArrayList<>(Arrays.asList("a", null));
		NonceWindow window = NonceWindow.EMPTY.with(nonces, 0);
		assertThat(window.matches(1, null)).isTrue();
		assertThat(window.matches(2, "anything")).isTrue();
	}

	@Test
	void allUnacknowledgedAndTheLastAcknowledgedOnesAreKept() {
		NonceWindow window = NonceWindow.EMPTY.with(nonces(1, 300), 0);
		assertThat(window.covers(1)).isTrue();
		window = window.with(List.of(), 200);
		assertThat(window.covers(200 - NonceWindow.KEPT_ACKNOWLEDGED)).isFalse();
		assertThat(window.covers(200 - NonceWindow.KEPT_ACKNOWLEDGED + 1)).isTrue();
		assertThat(window.covers(300)).isTrue();
		assertThat(window.covers(301)).isFalse();
		assertThat(window.matches(250, "n250")).isTrue();
		assertThat(window.matches(250, "n251")).isFalse();
	}

	@Test
	void whatIsTooOldToBeKnownMatches() {
		NonceWindow window = NonceWindow.EMPTY.with(nonces(1, 300), 0).with(List.of(), 300);
		assertThat(window.matches(1, "another")).isTrue();
	}

	@Test
	void aWindowSurvivesBeingStored() {
		NonceWindow window = NonceWindow.EMPTY.with(nonces(1, 100), 0).with(nonces(101, 140), 130);
		assertThat(window.toBytes()).hasSize((140 - 130 + NonceWindow.KEPT_ACKNOWLEDGED) * Long.BYTES);
		assertThat(NonceWindow.of(140, window.toBytes())).isEqualTo(window);
		assertThat(NonceWindow.of(0, new byte[0])).isEqualTo(NonceWindow.EMPTY);
	}

	@Test
	void newNoncesMayComeAfterAnEmptyWindow() {
		NonceWindow window = NonceWindow.of(7, new byte[0]).with(List.of("n8"), 7);
		assertThat(window.covers(7)).isFalse();
		assertThat(window.matches(8, "n8")).isTrue();
		assertThat(window.matches(8, "n9")).isFalse();
	}

	private static List<String> nonces(int from, int to) {
		List<String> result = new ArrayList<>();
		for (int id = from; id <= to; id++) {
			result.add("n" + id);
		}
		return result;
	}

}

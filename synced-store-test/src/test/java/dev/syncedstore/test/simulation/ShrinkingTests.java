package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShrinkingTests {

	private static final List<Integer> MANY = IntStream.range(0, 100).boxed().toList();

	@Test
	void onlyWhatIsNeededIsLeftInItsOrder() {
		assertThat(new Shrinking(10_000).shrink(MANY, (some) -> some.containsAll(List.of(3, 4, 77)))).containsExactly(3,
				4, 77);
	}

	@Test
	void whatFailsByItselfNeedsNothing() {
		assertThat(new Shrinking(10_000).shrink(MANY, (some) -> true)).isEmpty();
	}

	@Test
	void whatIsNeededInAllIsLeftAlone() {
		assertThat(new Shrinking(10_000).shrink(MANY, (some) -> some.size() == 100)).hasSize(100);
		assertThat(new Shrinking(10_000).shrink(List.<Integer>of(), (some) -> true)).isEmpty();
	}

	@Test
	void attemptsAreCounted() {
		List<Integer> sizes = new ArrayList<>();
		List<Integer> left = new Shrinking(5).shrink(MANY, (some) -> {
			sizes.add(some.size());
			return some.contains(50);
		});
		assertThat(sizes).hasSize(5);
		assertThat(left).contains(50).hasSizeLessThan(100);
	}

}

package dev.syncedstore.sample.todo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FractionalIndexTests {

	@Test
	void thereIsAlwaysRoomBetweenTwoNeighbours() {
		Random random = new Random(7);
		List<String> positions = new ArrayList<>(List.of(FractionalIndex.after(null)));
		for (int i = 0; i < 3000; i++) {
			int at = random.nextInt(positions.size() + 1);
			String low = (at > 0) ? positions.get(at - 1) : "";
			positions.add(at, (at < positions.size()) ? FractionalIndex.between(low, positions.get(at))
					: FractionalIndex.after(low));
		}
		assertThat(positions).isSorted().doesNotHaveDuplicates().noneMatch((position) -> position.endsWith("0"));
	}

	@Test
	void aListThatGrowsAtItsEndKeepsShortPositions() {
		String last = FractionalIndex.after(null);
		for (int i = 0; i < 1000; i++) {
			String next = FractionalIndex.after(last);
			assertThat(next).isGreaterThan(last);
			last = next;
		}
		assertThat(last.length()).isLessThan(20);
	}

	@Test
	void whereNothingLiesBetweenTheResultComesAfterBoth() {
		assertThat(FractionalIndex.between("k", "k")).isGreaterThan("k");
		assertThat(FractionalIndex.between("z", "a")).isGreaterThan("z");
		assertThat(FractionalIndex.between("!", "-")).isGreaterThan("!");
	}

}

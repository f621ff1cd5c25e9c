package dev.syncedstore.sample.battleship;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cells, and where ships can lie.
 */
class FleetTests {

	@Test
	void aBoardHasAHundredCells() {
		List<String> cells = new Random(1).ints(2_000, 0, 1_000_000)
			.mapToObj((i) -> Fleets.randomCell(new Random(i)))
			.distinct()
			.toList();
		assertThat(cells).hasSize(100).allMatch(Cells::isCell).contains("A1", "J10", "B4");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "4", "A0", "A11", "K1", "a1", "A01", "A1 ", "AA", "1A", "A-1", "@1",
			"A999999999999", "B4B" })
	void whatIsNoCellIsFound(String name) {
		assertThat(Cells.isCell(name)).isFalse();
	}

	@Test
	void aShipTakesTheCellsFromItsBowOn() {
		assertThat(new Ship(ShipKind.CRUISER, "B4", true).cells()).containsExactly("B4", "B5", "B6");
		assertThat(new Ship(ShipKind.CRUISER, "H10", false).cells()).containsExactly("H10", "I10", "J10");
		assertThat(new Ship(ShipKind.CRUISER, "I10", false).cells()).isEmpty();
		assertThat(new Ship(ShipKind.DESTROYER, "J10", true).cells()).isEmpty();
		assertThat(new Ship(ShipKind.DESTROYER, "nowhere", true).cells()).isEmpty();
	}

	@Test
	void aFleetHasOneShipOfEachKind() {
		assertThat(Fleets.ALICE.isComplete()).isTrue();
		assertThat(new Fleet(Fleets.ALICE.ships().subList(0, 4)).isComplete()).isFalse();
		List<Ship> two = List.of(new Ship(ShipKind.CARRIER, "A1", false), new Ship(ShipKind.CARRIER, "A2", false),
				new Ship(ShipKind.CRUISER, "A3", false), new Ship(ShipKind.SUBMARINE, "A4", false),
				new Ship(ShipKind.DESTROYER, "A5", false));
		assertThat(new Fleet(two).isComplete()).isFalse();
	}

	@Test
	void shipsMayTouchButNotOverlap() {
		assertThat(Fleets.ALICE.overlaps()).isFalse();
		assertThat(Fleets.cells(Fleets.ALICE)).hasSize(17).doesNotContainAnyElementsOf(Fleets.cells(Fleets.BOB));
		assertThat(new Fleet(List.of(new Ship(ShipKind.CARRIER, "A3", false), new Ship(ShipKind.CRUISER, "C1", true)))
			.overlaps()).isTrue();
	}

}

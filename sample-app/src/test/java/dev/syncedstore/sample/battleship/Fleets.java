package dev.syncedstore.sample.battleship;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Fleets to play with. Those of Alice and Bob have no cell in common, so that one can
 * tell whose a cell is wherever it appears.
 */
public final class Fleets {

	/** Side by side at the top, from top to bottom. */
	public static final Fleet ALICE = new Fleet(
			IntStream.range(0, 5).mapToObj((i) -> new Ship(ShipKind.values()[i], Cells.at(i, 0), true)).toList());

	/** One below the other at the bottom, from left to right. */
	public static final Fleet BOB = new Fleet(
			IntStream.range(0, 5).mapToObj((i) -> new Ship(ShipKind.values()[i], Cells.at(5, 5 + i), false)).toList());

	/** All on the board, and two of them in one cell. */
	public static final Fleet OVERLAPPING = new Fleet(IntStream.range(0, 5)
		.mapToObj((i) -> new Ship(ShipKind.values()[i], Cells.at(0, (i == 4) ? 3 : i), false))
		.toList());

	private Fleets() {
	}

	/** All cells of a fleet, ship by ship. */
	public static List<String> cells(Fleet fleet) {
		return fleet.ships().stream().flatMap((ship) -> ship.cells().stream()).toList();
	}

	/** Any cell of the board. */
	public static String randomCell(RandomGenerator random) {
		return Cells.at(random.nextInt(Cells.SIZE), random.nextInt(Cells.SIZE));
	}

	/** A fleet that keeps to the rules. */
	public static Fleet random(RandomGenerator random) {
		while (true) {
			Fleet fleet = anywhere(random);
			if (fleet.isOnBoard() && !fleet.overlaps()) {
				return fleet;
			}
		}
	}

	/** One ship of each kind, mostly somewhere where they can't be. */
	public static Fleet anywhere(RandomGenerator random) {
		List<Ship> ships = new ArrayList<>();
		for (ShipKind kind : ShipKind.values()) {
			ships.add(new Ship(kind, randomCell(random), random.nextBoolean()));
		}
		return new Fleet(ships);
	}

}

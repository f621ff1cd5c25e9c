package dev.syncedstore.sample.battleship;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ships of one player. Private: only the server can see both fleets.
 *
 * @param ships one of each kind
 */
public record Fleet(List<Ship> ships) {

	Optional<Ship> shipAt(String cell) {
		return this.ships.stream().filter((ship) -> ship.cells().contains(cell)).findFirst();
	}

	boolean isComplete() {
		List<ShipKind> kinds = new ArrayList<>(this.ships.stream().map(Ship::kind).toList());
		for (ShipKind kind : ShipKind.values()) {
			if (!kinds.remove(kind)) {
				return false;
			}
		}
		return kinds.isEmpty();
	}

	boolean isOnBoard() {
		return this.ships.stream().noneMatch((ship) -> ship.cells().isEmpty());
	}

	boolean overlaps() {
		List<String> cells = this.ships.stream().flatMap((ship) -> ship.cells().stream()).toList();
		return cells.stream().distinct().count() < cells.size();
	}

}

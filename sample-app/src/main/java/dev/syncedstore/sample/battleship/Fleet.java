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
		for (Ship ship : this.ships) {
			if (ship.cells().contains(cell)) {
				return Optional.of(ship);
			}
		}
		return Optional.empty();
	}

	boolean isComplete() {
		List<ShipKind> kinds = new ArrayList<>();
		this.ships.forEach((ship) -> kinds.add(ship.kind()));
		for (ShipKind kind : ShipKind.values()) {
			if (!kinds.remove(kind)) {
				return false;
			}
		}
		return kinds.isEmpty();
	}

	boolean isOnBoard() {
		for (Ship ship : this.ships) {
			if (ship.cells().isEmpty()) {
				return false;
			}
		}
		return true;
	}

	boolean overlaps() {
		List<String> taken = new ArrayList<>();
		for (Ship ship : this.ships) {
			for (String cell : ship.cells()) {
				if (taken.contains(cell)) {
					return true;
				}
				taken.add(cell);
			}
		}
		return false;
	}

}

package dev.syncedstore.sample.battleship;

import java.util.ArrayList;
import java.util.List;

/**
 * A ship and where it lies.
 *
 * @param kind what it is
 * @param bow its topmost or leftmost cell, such as {@code B4}
 * @param vertical whether it lies from top to bottom, and not from left to right
 */
public record Ship(ShipKind kind, String bow, boolean vertical) {

	/**
	 * The cells that it takes.
	 * @return the cells, from the bow on, or none if it is not on the board
	 */
	public List<String> cells() {
		List<String> cells = new ArrayList<>();
		if (Cells.isCell(this.bow)) {
			for (int i = 0; i < this.kind.length(); i++) {
				String cell = this.vertical ? Cells.at(Cells.column(this.bow), Cells.row(this.bow) + i)
						: Cells.at(Cells.column(this.bow) + i, Cells.row(this.bow));
				if (cell.isEmpty()) {
					return List.of();
				}
				cells.add(cell);
			}
		}
		return cells;
	}

}

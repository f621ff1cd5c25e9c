package dev.syncedstore.sample.battleship;

/**
 * The ships of a fleet: one of each.
 */
public enum ShipKind {

	CARRIER(5), BATTLESHIP(4), CRUISER(3), SUBMARINE(3), DESTROYER(2);

	private final int length;

	ShipKind(int length) {
		this.length = length;
	}

	/**
	 * How long such a ship is.
	 * @return the number of cells
	 */
	public int length() {
		return this.length;
	}

}

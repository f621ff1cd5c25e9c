package dev.syncedstore.sample.battleship;

/**
 * The names of the cells: a column from A to J, and a row from 1 to 10.
 */
final class Cells {

	/** How many columns and rows there are. */
	static final int SIZE = 10;

	private Cells() {
	}

	static boolean isCell(String name) {
		return name.length() >= 2 && !at(column(name), row(name)).isEmpty() && at(column(name), row(name)).equals(name);
	}

	/** Counted from 0. */
	static int column(String name) {
		return name.charAt(0) - 'A';
	}

	/** Counted from 0; -1 if it is no number. */
	static int row(String name) {
		int row = 0;
		for (int i = 1; i < name.length(); i++) {
			char digit = name.charAt(i);
			if (digit < '0' || digit > '9' || row > SIZE) {
				return -1;
			}
			row = row * 10 + digit - '0';
		}
		return row - 1;
	}

	/** The name of a cell; empty if there is none. */
	static String at(int column, int row) {
		boolean onBoard = column >= 0 && column < SIZE && row >= 0 && row < SIZE;
		return onBoard ? (char) ('A' + column) + Integer.toString(row + 1) : "";
	}

}

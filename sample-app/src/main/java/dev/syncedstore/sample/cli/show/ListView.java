package dev.syncedstore.sample.cli.show;

import java.util.List;

/**
 * A list as it is shown.
 *
 * @param rows the todos in order
 * @param waiting how many changes have not been sent yet
 */
public record ListView(List<TodoRow> rows, int waiting) {

	/** Nothing at all. */
	public static final ListView EMPTY = new ListView(List.of(), 0);

	public ListView {
		rows = List.copyOf(rows);
	}

}

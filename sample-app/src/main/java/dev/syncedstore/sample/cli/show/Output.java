package dev.syncedstore.sample.cli.show;

import java.io.PrintStream;

import dev.syncedstore.sample.cli.show.Layout.Tone;

/**
 * Where the program's results and its remarks go. Thread-safe.
 */
public final class Output {

	private final PrintStream out;

	private final PrintStream err;

	private final Surroundings surroundings;

	private final Surroundings errSurroundings;

	private final Layout layout;

	private final Layout remarks;

	/**
	 * Create an output.
	 * @param out where results go
	 * @param surroundings what that is
	 * @param err where remarks go
	 * @param errSurroundings what that is
	 */
	public Output(PrintStream out, Surroundings surroundings, PrintStream err, Surroundings errSurroundings) {
		this.out = out;
		this.err = err;
		this.surroundings = surroundings;
		this.layout = new Layout(surroundings);
		this.errSurroundings = errSurroundings;
		this.remarks = new Layout(errSurroundings);
	}

	/**
	 * What results are written to.
	 * @return the surroundings
	 */
	public Surroundings surroundings() {
		return this.surroundings;
	}

	/**
	 * The same as if results went to a pipe.
	 * @return an output
	 */
	public Output plain() {
		return new Output(this.out, Surroundings.PIPE, this.err, this.errSurroundings);
	}

	/**
	 * Show a list.
	 * @param view the list
	 */
	public synchronized void list(ListView view) {
		if (this.surroundings.terminal()) {
			this.layout.list(view).forEach((line) -> this.out.println(this.layout.written(line)));
		}
		else {
			view.rows().forEach((row) -> columns(row, row.todo().completed() ? "done" : "open"));
		}
		this.out.flush();
	}

	/**
	 * Show what was done.
	 * @param deed what was done to the todo
	 * @param row the todo as it is now
	 */
	public synchronized void deed(Deed deed, TodoRow row) {
		if (this.surroundings.terminal()) {
			this.out.println(this.layout.written(this.layout.line(deed.word(), Tone.GOOD)));
			this.layout.row(row).forEach((line) -> this.out.println(this.layout.written(line)));
		}
		else {
			columns(row, (deed == Deed.REMOVED) ? "removed" : row.todo().completed() ? "done" : "open");
		}
		this.out.flush();
	}

	/**
	 * Show a result that is no todo.
	 * @param text the text, possibly somebody else's
	 */
	public synchronized void text(String text) {
		this.out.print((this.surroundings.terminal() ? Visible.line(text) : Visible.escaped(text)) + "\n");
		this.out.flush();
	}

	/**
	 * Say how much of a list waits.
	 * @param list the list
	 * @param waiting how many changes
	 */
	public synchronized void synced(String list, int waiting) {
		if (this.surroundings.terminal()) {
			String state = (waiting == 0) ? "everything is sent" : waiting + " waiting";
			this.out.println(this.layout.written(
					this.layout.line(Visible.line(list) + ": " + state, (waiting == 0) ? Tone.GOOD : Tone.WAITING)));
		}
		else {
			this.out.print(Visible.escaped(list) + "\t" + waiting + "\n");
		}
		this.out.flush();
	}

	/** Separate one list from the next. */
	public synchronized void gap() {
		this.out.print("\n");
		this.out.flush();
	}

	/**
	 * Whether nobody reads any more.
	 * @return {@code true} if writing has failed
	 */
	public boolean isBroken() {
		return this.out.checkError();
	}

	/**
	 * Say something besides the results.
	 * @param text what to say, possibly with somebody else's words
	 * @param tone how it is meant
	 */
	public synchronized void remark(String text, Tone tone) {
		this.remarks.paragraph(Visible.line(text), tone)
			.forEach((line) -> this.err.println(this.remarks.written(line)));
		this.err.flush();
	}

	/** A todo as columns: number, state, whether it was sent, id and text. */
	private void columns(TodoRow row, String state) {
		String number = (row.number() > 0) ? Integer.toString(row.number()) : "-";
		this.out.print(String.join("\t", number, state, row.waiting() ? "waiting" : "sent", Visible.escaped(row.id()),
				Visible.escaped(row.todo().text())) + "\n");
	}

	/**
	 * What was done to a todo.
	 */
	public enum Deed {

		/** It is new. */
		ADDED("Added"),

		/** It was ticked off. */
		DONE("Done"),

		/** It was ticked on again. */
		UNDONE("To be done again"),

		/** It has another text. */
		EDITED("Changed"),

		/** It is elsewhere in the list. */
		MOVED("Moved"),

		/** It is no longer in the list. */
		REMOVED("Removed");

		private final String word;

		Deed(String word) {
			this.word = word;
		}

		String word() {
			return this.word;
		}

	}

}

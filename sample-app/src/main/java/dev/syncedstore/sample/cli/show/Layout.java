package dev.syncedstore.sample.cli.show;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.sample.todo.Todo;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Lays a list out for people: numbers, boxes and texts below each other, long texts on
 * several lines.
 */
public final class Layout {

	private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

	private static final AttributedStyle QUIET = PLAIN.faint();

	private static final AttributedStyle TICK = PLAIN.foreground(AttributedStyle.GREEN);

	private static final AttributedStyle DONE = PLAIN.faint().crossedOut();

	private static final AttributedStyle WAITING = PLAIN.foreground(AttributedStyle.YELLOW);

	private static final int NARROWEST_TEXT = 10;

	private final Surroundings surroundings;

	/**
	 * Create a layout.
	 * @param surroundings what it is for
	 */
	public Layout(Surroundings surroundings) {
		this.surroundings = surroundings;
	}

	/**
	 * The lines of a list.
	 * @param view the list
	 * @return its todos, and below them how many there are
	 */
	public List<AttributedString> list(ListView view) {
		List<AttributedString> lines = new ArrayList<>();
		for (TodoRow row : view.rows()) {
			lines.addAll(row(row, Math.max(2, Integer.toString(view.rows().size()).length())));
		}
		if (lines.isEmpty()) {
			lines.add(styled("Nothing to do.", QUIET));
		}
		lines.add(summary(view));
		return lines;
	}

	/**
	 * The lines of a todo.
	 * @param row the todo
	 * @return one or more lines
	 */
	public List<AttributedString> row(TodoRow row) {
		return row(row, 2);
	}

	/**
	 * A text in one of the colours, if there are any.
	 * @param text the text
	 * @param tone how it is meant
	 * @return the line
	 */
	public AttributedString line(String text, Tone tone) {
		return styled(text, switch (tone) {
			case PLAIN -> PLAIN;
			case GOOD -> TICK;
			case QUIET -> QUIET;
			case WAITING -> WAITING;
			case BAD -> PLAIN.foreground(AttributedStyle.RED);
			case TITLE -> PLAIN.bold();
		});
	}

	/**
	 * A text in one of the colours, on as many lines as it takes.
	 * @param text the text
	 * @param tone how it is meant
	 * @return one or more lines
	 */
	public List<AttributedString> paragraph(String text, Tone tone) {
		Paragraph paragraph = new Paragraph(this.surroundings.width());
		for (String word : text.strip().split(" +")) {
			paragraph.add(line(word, tone), style(PLAIN));
		}
		return paragraph.lines();
	}

	/**
	 * What is written for a line.
	 * @param line the line
	 * @return the text, with escape sequences if it has colours
	 */
	public String written(AttributedString line) {
		return this.surroundings.colors() ? line.toAnsi() : line.toString();
	}

	private AttributedString summary(ListView view) {
		AttributedStringBuilder line = new AttributedStringBuilder();
		if (!view.rows().isEmpty()) {
			long done = view.rows().stream().filter((row) -> row.todo().completed()).count();
			line.append(styled("    " + done + " of " + view.rows().size() + " done", QUIET));
		}
		if (view.waiting() > 0) {
			line.append((line.length() > 0) ? ", " : "    ", style(QUIET));
			line.append(styled(view.waiting() + " waiting to be sent", WAITING));
		}
		return line.toAttributedString();
	}

	private List<AttributedString> row(TodoRow row, int digits) {
		Todo todo = row.todo();
		AttributedStringBuilder head = new AttributedStringBuilder();
		String number = (row.number() > 0) ? Integer.toString(row.number()) : "";
		head.append(styled(" ".repeat(Math.max(0, digits - number.length())) + number + " ", QUIET));
		head.append(todo.completed() ? styled(this.surroundings.unicode() ? "\u2611 " : "[x] ", TICK)
				: styled(this.surroundings.unicode() ? "\u2610 " : "[ ] ", PLAIN));
		int indent = head.columnLength();
		Paragraph paragraph = new Paragraph(Math.max(NARROWEST_TEXT, this.surroundings.width() - indent));
		for (String word : Visible.line(todo.text()).strip().split(" +")) {
			paragraph.add(styled(word, todo.completed() ? DONE : PLAIN), todo.completed() ? style(DONE) : PLAIN);
		}
		if (row.waiting()) {
			paragraph.add(styled(this.surroundings.unicode() ? "\u2191\u00A0waiting" : "^\u00A0waiting", WAITING),
					PLAIN);
		}
		List<AttributedString> lines = new ArrayList<>();
		for (AttributedString text : paragraph.lines()) {
			lines.add(AttributedString.join(AttributedString.EMPTY,
					lines.isEmpty() ? head.toAttributedString() : new AttributedString(" ".repeat(indent)), text));
		}
		return lines;
	}

	private AttributedString styled(String text, AttributedStyle style) {
		return new AttributedString(text, style(style));
	}

	private AttributedStyle style(AttributedStyle style) {
		return this.surroundings.colors() ? style : PLAIN;
	}

	/**
	 * How a line is meant.
	 */
	public enum Tone {

		/** As everything else. */
		PLAIN,

		/** It has worked. */
		GOOD,

		/** Not important. */
		QUIET,

		/** Not sent yet. */
		WAITING,

		/** It has not worked. */
		BAD,

		/** What it is all about. */
		TITLE

	}

}

package dev.syncedstore.sample.cli.show;

import java.util.ArrayList;
import java.util.List;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Words in lines of a width. A word that is longer than a line is broken.
 */
final class Paragraph {

	private final int width;

	private final List<AttributedString> lines = new ArrayList<>();

	private AttributedStringBuilder line = new AttributedStringBuilder();

	Paragraph(int width) {
		this.width = width;
	}

	/**
	 * Add a word.
	 * @param word the word
	 * @param gap the style of the space before it
	 */
	void add(AttributedString word, AttributedStyle gap) {
		int columns = this.line.columnLength();
		if (columns > 0 && columns + 1 + word.columnLength() <= this.width) {
			this.line.append(" ", gap).append(word);
			return;
		}
		end();
		List<AttributedString> parts = word.columnSplitLength(this.width);
		for (int i = 0; i < parts.size(); i++) {
			if (i > 0) {
				end();
			}
			this.line.append(parts.get(i));
		}
	}

	List<AttributedString> lines() {
		end();
		return this.lines.isEmpty() ? List.of(AttributedString.EMPTY) : this.lines;
	}

	private void end() {
		if (this.line.length() > 0) {
			this.lines.add(this.line.toAttributedString());
			this.line = new AttributedStringBuilder();
		}
	}

}

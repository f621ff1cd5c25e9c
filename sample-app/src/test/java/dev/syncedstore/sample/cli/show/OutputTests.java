package dev.syncedstore.sample.cli.show;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.syncedstore.sample.cli.show.Layout.Tone;
import dev.syncedstore.sample.cli.show.Output.Deed;
import dev.syncedstore.sample.todo.Todo;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputTests {

	private static final Surroundings COLOURED = new Surroundings(true, true, true, true, 30);

	private static final Surroundings COLOURLESS = new Surroundings(true, true, false, true, 30);

	private static final Surroundings OLD = new Surroundings(true, false, false, false, 30);

	private static final ListView LIST = new ListView(
			List.of(row(1, "Buy milk", true, false), row(2, "Write a letter that is longer than a line", false, true),
					row(3, "日本語のテキストは二倍の幅です。", false, false), row(4, "x".repeat(30), false, false)),
			1);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void inATerminalTextsAreBrokenAtWordsAndAlignedByColumns() {
		to(COLOURLESS).list(LIST);
		assertThat(printed()).isEqualTo("""
				 1 ☑ Buy milk
				 2 ☐ Write a letter that is
				     longer than a line
				     ↑ waiting
				 3 ☐ 日本語のテキストは二倍の
				     幅です。
				 4 ☐ xxxxxxxxxxxxxxxxxxxxxxxxx
				     xxxxx
				    1 of 4 done, 1 waiting to be sent
				""".replace("↑ ", "↑\u00A0"));
	}

	@Test
	void noLineIsWiderThanTheTerminalAndNothingIsLost() {
		for (int width = 20; width < 60; width++) {
			Layout layout = new Layout(COLOURLESS.withWidth(width));
			for (TodoRow row : LIST.rows()) {
				List<AttributedString> lines = layout.row(row);
				int widest = width;
				assertThat(lines).allMatch((line) -> line.columnLength() <= widest);
				String all = String.join("", lines.stream().map(AttributedString::toString).toList());
				assertThat(all.replace(" ", "")).contains(row.todo().text().replace(" ", ""));
			}
		}
	}

	@Test
	void coloursEndWithTheLine() {
		to(COLOURED).list(LIST);
		assertThat(printed().lines()).filteredOn((line) -> line.contains("\u001B["))
			.isNotEmpty()
			.allMatch((line) -> line.endsWith("\u001B[0m")
					|| line.lastIndexOf("\u001B[0m") > line.lastIndexOf("\u001B[3"));
	}

	@Test
	void whatKnowsNoUnicodeGetsAscii() {
		to(OLD).list(new ListView(LIST.rows().subList(0, 2), 1));
		assertThat(printed().replace('\u00A0', ' ')).isEqualTo("""
				 1 [x] Buy milk
				 2 [ ] Write a letter that is
				       longer than a line
				       ^ waiting
				    1 of 2 done, 1 waiting to be sent
				""");
	}

	@Test
	void inAPipeTodosAreColumnsWhateverTheirTextIs() {
		Output output = to(Surroundings.PIPE);
		output.list(new ListView(List.of(row(1, "tab\tnew\nline \\ \u001B[2J \u202E", false, true)), 1));
		output.deed(Deed.REMOVED, row(0, "Buy milk", false, false));
		output.list(ListView.EMPTY);
		output.synced("main", 2);
		assertThat(printed()).isEqualTo("1\topen\twaiting\tid-1\ttab\\tnew\\nline \\\\ \\u001b[2J \\u202e\n"
				+ "-\tremoved\tsent\tid-0\tBuy milk\nmain\t2\n");
	}

	@Test
	void remarksGoElsewhereAndObeyNobody() {
		to(COLOURLESS).remark("There is no todo \u001B[2J\nthat has \u0007 such a long name", Tone.BAD);
		assertThat(printed()).isEmpty();
		assertThat(this.err.toString(StandardCharsets.UTF_8))
			.isEqualTo("There is no todo \uFFFD[2J that has\n\uFFFD such a long name\n");
	}

	@Test
	void anEmptyListIsSaidToPeople() {
		to(COLOURLESS).list(ListView.EMPTY);
		assertThat(printed()).startsWith("Nothing to do.\n");
	}

	private Output to(Surroundings surroundings) {
		return new Output(new PrintStream(this.out, true, StandardCharsets.UTF_8), surroundings,
				new PrintStream(this.err, true, StandardCharsets.UTF_8), surroundings);
	}

	private static TodoRow row(int number, String text, boolean completed, boolean waiting) {
		return new TodoRow(number, "id-" + number, new Todo(text, completed, null), waiting);
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

}

package dev.syncedstore.sample.cli.show;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.syncedstore.sample.cli.show.Layout.Tone;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * Shows a list on a screen of its own, in place, until somebody presses {@code q} or
 * Ctrl-C.
 */
public final class LiveScreen implements WatchDisplay {

	private static final int KEPT_REMARKS = 5;

	private static final int END_OF_INPUT = -1;

	private static final char CTRL_D = 4;

	private final Surroundings surroundings;

	private final String title;

	private final Terminal terminal;

	private final Display display;

	private final Attributes before;

	private final Deque<Remark> remarks = new ArrayDeque<>();

	private final Thread restoring = new Thread(this::restore, "restore the terminal");

	private Optional<ListView> view = Optional.empty();

	private AttributedString state = AttributedString.EMPTY;

	private volatile boolean ended;

	private boolean restored;

	/**
	 * Take over the terminal.
	 * @param surroundings what it is like
	 * @param title what is shown
	 */
	public LiveScreen(Surroundings surroundings, String title) {
		this.surroundings = surroundings;
		this.title = Visible.line(title);
		try {
			this.terminal = TerminalBuilder.builder().name("todo").system(true).graphemeCluster(false).build();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The terminal can't be used: " + ex.getMessage(), ex);
		}
		this.display = new Display(this.terminal, true);
		this.before = this.terminal.enterRawMode();
		Runtime.getRuntime().addShutdownHook(this.restoring);
		this.terminal.handle(Signal.INT, (signal) -> this.ended = true);
		this.terminal.handle(Signal.WINCH, (signal) -> draw(true));
		this.terminal.handle(Signal.CONT, (signal) -> resume());
		this.terminal.puts(Capability.enter_ca_mode);
		this.terminal.puts(Capability.cursor_invisible);
		draw(true);
	}

	@Override
	public synchronized void show(ListView now) {
		this.view = Optional.of(now);
		draw(false);
	}

	@Override
	public synchronized void state(String now, Tone tone) {
		this.state = layout().line(now, tone);
		draw(false);
	}

	@Override
	public synchronized void remark(String text, Tone tone) {
		this.remarks.add(new Remark(Visible.line(text), tone));
		if (this.remarks.size() > KEPT_REMARKS) {
			this.remarks.remove();
		}
		draw(false);
	}

	@Override
	public boolean awaitEnd(long millis) {
		try {
			int key = this.terminal.reader().read(millis);
			this.ended |= key == 'q' || key == CTRL_D || key == END_OF_INPUT;
		}
		catch (IOException ex) {
			this.ended = true;
		}
		return this.ended;
	}

	/** Somebody has stopped the program, used the terminal, and lets it go on. */
	private synchronized void resume() {
		this.terminal.enterRawMode();
		this.terminal.puts(Capability.enter_ca_mode);
		this.terminal.puts(Capability.cursor_invisible);
		draw(true);
	}

	private synchronized void draw(boolean anew) {
		if (this.restored) {
			return;
		}
		Size size = this.terminal.getSize();
		int columns = (size.getColumns() > 0) ? size.getColumns() : this.surroundings.width();
		int rows = (size.getRows() > 0) ? size.getRows() : 24;
		this.display.resize(Size.of(columns, rows));
		if (anew) {
			this.display.clear();
		}
		this.display.update(lines(rows, columns), 0);
	}

	private List<AttributedString> lines(int rows, int columns) {
		Layout layout = new Layout(this.surroundings.withWidth(columns));
		List<AttributedString> foot = new ArrayList<>();
		this.remarks.forEach((remark) -> foot.addAll(layout.paragraph(remark.text(), remark.tone())));
		foot.add(layout.line("q to leave", Tone.QUIET));
		List<AttributedString> lines = new ArrayList<>();
		int room = Math.max(0, columns - this.state.columnLength() - 2);
		lines.add(AttributedString.join(new AttributedString("  "),
				layout.line(this.title, Tone.TITLE).columnSubSequence(0, room), this.state));
		lines.add(AttributedString.EMPTY);
		List<AttributedString> list = this.view.map(layout::list).orElse(List.of(AttributedString.EMPTY));
		int most = Math.max(1, rows - lines.size() - foot.size() - 1);
		if (list.size() > most) {
			int shown = Math.max(0, most - 2);
			lines.addAll(list.subList(0, shown));
			lines.add(layout.line("    " + (list.size() - 1 - shown) + " more lines", Tone.QUIET));
			lines.add(list.get(list.size() - 1));
		}
		else {
			lines.addAll(list);
		}
		lines.add(AttributedString.EMPTY);
		lines.addAll(foot);
		return lines.stream().map((line) -> line.columnSubSequence(0, columns)).limit(rows).toList();
	}

	private Layout layout() {
		return new Layout(this.surroundings);
	}

	private synchronized void restore() {
		if (!this.restored) {
			this.restored = true;
			this.terminal.puts(Capability.exit_ca_mode);
			this.terminal.puts(Capability.cursor_normal);
			this.terminal.flush();
			this.terminal.setAttributes(this.before);
		}
	}

	@Override
	public void close() {
		restore();
		try {
			Runtime.getRuntime().removeShutdownHook(this.restoring);
			this.terminal.close();
		}
		catch (IOException | IllegalStateException ex) {
			// The process ends anyway.
		}
	}

	private record Remark(String text, Tone tone) {
	}

}

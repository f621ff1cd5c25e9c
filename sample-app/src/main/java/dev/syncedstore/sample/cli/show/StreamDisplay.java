package dev.syncedstore.sample.cli.show;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.syncedstore.sample.cli.show.Layout.Tone;

/**
 * Writes a list below the last one whenever it has changed, with an empty line behind it.
 */
public final class StreamDisplay implements WatchDisplay {

	private final Output output;

	private String lastState = "";

	/**
	 * Create a display.
	 * @param output where to write
	 */
	public StreamDisplay(Output output) {
		this.output = output;
	}

	@Override
	public void show(ListView view) {
		this.output.list(view);
		this.output.gap();
	}

	@Override
	public synchronized void state(String state, Tone tone) {
		if (!state.equals(this.lastState)) {
			this.lastState = state;
			this.output.remark("(" + state + ")", tone);
		}
	}

	@Override
	public void remark(String text, Tone tone) {
		this.output.remark(text, tone);
	}

	@Override
	public boolean awaitEnd(long millis) {
		LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
		return Thread.interrupted() || this.output.isBroken();
	}

	@Override
	public void close() {
		// Nothing was changed.
	}

}

package dev.syncedstore.sample.cli.show;

import dev.syncedstore.sample.cli.show.Layout.Tone;

/**
 * Where a list is shown that changes. Thread-safe.
 */
public interface WatchDisplay extends AutoCloseable {

	/**
	 * The list is this now.
	 * @param view the list
	 */
	void show(ListView view);

	/**
	 * The connection is like this now.
	 * @param state in a word or two
	 * @param tone how it is meant
	 */
	void state(String state, Tone tone);

	/**
	 * Say something besides.
	 * @param text what to say
	 * @param tone how it is meant
	 */
	void remark(String text, Tone tone);

	/**
	 * Wait a moment.
	 * @param millis how long
	 * @return whether nobody wants to watch any more
	 */
	boolean awaitEnd(long millis);

	/** Leave everything as it was before. */
	@Override
	void close();

}

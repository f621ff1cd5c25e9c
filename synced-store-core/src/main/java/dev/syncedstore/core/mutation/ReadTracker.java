package dev.syncedstore.core.mutation;

import dev.syncedstore.core.state.KeyRange;

/**
 * Is told what a query reads. Called on the thread that runs the query.
 */
public interface ReadTracker {

	/** Ignores everything. */
	ReadTracker NONE = new ReadTracker() {

		@Override
		public void read(String key) {
		}

		@Override
		public void scanned(KeyRange range) {
		}

	};

	/**
	 * One key was read.
	 * @param key the key on the wire
	 */
	void read(String key);

	/**
	 * A range was read.
	 * @param range the range, up to the last entry that the limit asked for
	 */
	void scanned(KeyRange range);

}

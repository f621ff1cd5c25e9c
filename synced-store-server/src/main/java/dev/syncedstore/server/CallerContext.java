package dev.syncedstore.server;

/**
 * What a thread knows of whom it works for, taken from one thread to be put in place on
 * another: who is signed in, the diagnostic context of the log, the observation.
 * Immutable; may be opened any number of times, also after the request has ended.
 */
@FunctionalInterface
public interface CallerContext {

	/** Nothing is known. */
	CallerContext NONE = () -> () -> {
	};

	/**
	 * Put it in place on the calling thread.
	 * @return restores what was in place before; to be closed on the same thread
	 */
	Scope open();

	/**
	 * Run something in this context.
	 * @param work what to do
	 */
	default void run(Runnable work) {
		Scope scope = open();
		try {
			work.run();
		}
		finally {
			scope.close();
		}
	}

	/**
	 * The time for which a context is in place.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}

package dev.syncedstore.benchmarks.server;

import java.io.IOException;

/**
 * The process that has started this one.
 */
public final class ParentProcess {

	private ParentProcess() {
	}

	/**
	 * End this process as soon as the one that has started it is gone, however it ended:
	 * the pipe between them tells.
	 */
	public static void endWithIt() {
		Thread thread = new Thread(() -> {
			try {
				while (System.in.read() >= 0) {
					// Nothing is said on it.
					continue;
				}
			}
			catch (IOException ignored) {
				// Just as gone.
			}
			Runtime.getRuntime().halt(0);
		}, "parent-process");
		thread.setDaemon(true);
		thread.start();
	}

}

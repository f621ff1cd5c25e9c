package dev.syncedstore.teavm.kitchen;

import java.io.IOException;

import org.junit.jupiter.api.Assumptions;

/**
 * Whether there is a Node. CI says that there must be one.
 */
final class NodeOnPath {

	private NodeOnPath() {
	}

	static void assume() {
		if (isThere()) {
			return;
		}
		if (Boolean.parseBoolean(System.getenv("SYNCED_STORE_REQUIRE_NODE"))) {
			throw new AssertionError("There is no Node on the PATH (Debian: apt-get install nodejs)");
		}
		System.err.println("******** FEW CALLS OF COMPILED MUTATORS: there is no Node on the PATH ********");
		Assumptions.abort("There is no Node on the PATH");
	}

	private static boolean isThere() {
		try {
			return new ProcessBuilder("node", "--version").redirectErrorStream(true).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}

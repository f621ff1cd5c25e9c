package dev.syncedstore.core.mutation;

import dev.syncedstore.core.PortUnavailableException;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.ServerRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which ports one run of a mutator may call. Used by one thread.
 */
final class PortCalls {

	/** Whose name is made only where it is needed. */
	private final Object caller;

	private final boolean transactional;

	private final ServerPorts ports;

	private @Nullable PortUnavailableException failure;

	PortCalls(Object caller, boolean transactional, ServerPorts ports) {
		this.caller = caller;
		this.transactional = transactional;
		this.ports = ports;
	}

	/**
	 * Fail, on clients just as on the server, so that it is noticed early.
	 */
	void check(Class<?> port) {
		if (!this.transactional && port != ServerClock.class && port != ServerRandom.class) {
			throw fail(port, "Port " + port.getName() + " can only be called from a mutator with "
					+ "@Mutator(transactional = true), which " + this.caller + " is not: it shares a transaction with "
					+ "others, so it may call ServerClock and ServerRandom only");
		}
	}

	<P> P find(Class<P> port) {
		P found;
		try {
			found = this.ports.find(port);
		}
		catch (PortUnavailableException ex) {
			this.failure = ex;
			throw ex;
		}
		if (found == null) {
			throw fail(port, "There is no port " + port.getName() + ", which " + this.caller
					+ " calls: declare a bean that implements it");
		}
		return found;
	}

	/** Fail again, if the mutator has caught it. */
	void throwIfFailed() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private PortUnavailableException fail(Class<?> port, String message) {
		PortUnavailableException result = new PortUnavailableException(port, message);
		this.failure = result;
		return result;
	}

}

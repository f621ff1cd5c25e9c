package dev.syncedstore.core;

/**
 * A mutator called a port that it may not call, or that the server does not have. A fault
 * in the program: the mutation is rejected even if the mutator catches this.
 */
public final class PortUnavailableException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String port;

	/**
	 * Create the exception.
	 * @param port the interface
	 * @param message what is wrong, naming it
	 */
	public PortUnavailableException(Class<?> port, String message) {
		super(message);
		this.port = port.getName();
	}

	/**
	 * The port.
	 * @return the name of the interface
	 */
	public String port() {
		return this.port;
	}

}

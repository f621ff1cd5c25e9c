package dev.syncedstore.sample.cli;

/**
 * The command ends here, with a status for scripts and a sentence for people.
 */
final class StatusException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Done, or kept to be sent later. */
	static final int DONE = 0;

	/** The rules of the list say no, or there is no such todo. */
	static final int REFUSED = 1;

	/** That can't be asked for. */
	static final int WRONG_USAGE = 2;

	/** The server was needed, and can't be reached. */
	static final int UNREACHABLE = 3;

	/** The server was reached, and doesn't let this user in. */
	static final int DENIED = 4;

	/** The files can't be read or written. */
	static final int STORAGE = 5;

	private final int status;

	StatusException(int status, String message) {
		super(message);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}

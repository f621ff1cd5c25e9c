package dev.syncedstore.sample.cli;

import java.time.Duration;

/**
 * What has come of talking with the server.
 *
 * @param kind what
 * @param detail the server's words, or ours
 */
record Contact(Kind kind, String detail) {

	static final Contact REACHED = new Contact(Kind.REACHED, "");

	static final Contact UNREACHABLE = new Contact(Kind.UNREACHABLE, "can't be reached");

	static final Contact WRONG_PASSWORD = new Contact(Kind.WRONG_PASSWORD, "");

	static Contact silent(Duration patience) {
		return new Contact(Kind.UNREACHABLE, "hasn't answered for " + patience.toSeconds() + " seconds");
	}

	static Contact denied(String detail) {
		return new Contact(Kind.DENIED, detail);
	}

	static Contact outdated(String detail) {
		return new Contact(Kind.OUTDATED, detail);
	}

	/**
	 * What can come of it.
	 */
	enum Kind {

		/** It has answered. */
		REACHED,

		/** There was no answer, or none of a todo server. */
		UNREACHABLE,

		/** It doesn't know the user with this password. */
		WRONG_PASSWORD,

		/** The user may not. */
		DENIED,

		/** It doesn't speak with this version of the program any more. */
		OUTDATED

	}

}

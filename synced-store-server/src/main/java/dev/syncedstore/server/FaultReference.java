package dev.syncedstore.server;

import java.util.function.Supplier;

/**
 * What is told of a fault: nothing of the cause may leave the server but a reference to
 * the log, which has it.
 *
 * @param id names the fault in the log
 */
public record FaultReference(String id) {

	private static final int LENGTH = 8;

	/**
	 * Refer to another fault.
	 * @param tokens makes random texts
	 * @return a new reference
	 */
	public static FaultReference next(Supplier<String> tokens) {
		String token = tokens.get();
		return new FaultReference(token.substring(0, Math.min(LENGTH, token.length())));
	}

	/**
	 * What whoever is concerned is told.
	 * @param work what the server could not do
	 * @return a message for people
	 */
	public String message(String work) {
		return "The server could not " + work + ": its log has the cause under " + this.id;
	}

}

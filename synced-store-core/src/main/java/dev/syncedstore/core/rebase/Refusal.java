package dev.syncedstore.core.rebase;

import dev.syncedstore.core.MutationRejectedException;

/**
 * Why a mutation had no effect.
 *
 * @param code for programs
 * @param message for people
 */
public record Refusal(String code, String message) {

	/**
	 * The refusal as an exception.
	 * @return an exception with the code and the message; with the code {@code rejected}
	 * where the code is none that the protocol allows
	 */
	public MutationRejectedException toException() {
		try {
			return new MutationRejectedException(this.code, this.message);
		}
		catch (IllegalArgumentException ex) {
			return new MutationRejectedException(this.code + ": " + this.message);
		}
	}

}

package dev.syncedstore.core.mutation;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;

/**
 * Makes what applications say of a rejection fit for the wire and for a database: within
 * the protocol's size, cut between characters, without U+0000 and half surrogate pairs.
 */
final class RejectionMessage {

	private static final int REPLACEMENT = 0xFFFD;

	private RejectionMessage() {
	}

	static String fit(String message) {
		StringBuilder result = new StringBuilder();
		int bytes = 0;
		int index = 0;
		while (index < message.length()) {
			int codePoint = message.codePointAt(index);
			index += Character.charCount(codePoint);
			int allowed = isAllowed(codePoint) ? codePoint : REPLACEMENT;
			bytes += utf8Length(allowed);
			if (bytes > Limits.MAX_MESSAGE_BYTES) {
				break;
			}
			result.appendCodePoint(allowed);
		}
		return result.toString();
	}

	/** A mutator may throw the exception itself, with any message. */
	static MutationRejectedException fit(MutationRejectedException rejection) {
		String message = fit(rejection.getMessage());
		if (message.equals(rejection.getMessage())) {
			return rejection;
		}
		MutationRejectedException result = new MutationRejectedException(rejection.code(), message);
		result.initCause(rejection);
		return result;
	}

	private static boolean isAllowed(int codePoint) {
		return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
	}

	private static int utf8Length(int codePoint) {
		if (codePoint < 0x80) {
			return 1;
		}
		if (codePoint < 0x800) {
			return 2;
		}
		return Character.isBmpCodePoint(codePoint) ? 3 : 4;
	}

}

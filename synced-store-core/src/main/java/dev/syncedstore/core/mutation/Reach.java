package dev.syncedstore.core.mutation;

import java.nio.charset.StandardCharsets;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Visibility;

/**
 * Which visibilities code can reach from where it runs.
 */
final class Reach {

	private static final int MAX_USER_ID_BYTES = 255;

	private Reach() {
	}

	static String privatePrefix(Side side, String userId) {
		if (!side.isServer() && !userId.equals(side.userId())) {
			throw new IllegalStateException(
					"The private data of another user is on the server only: " + "guard the call with ctx.isServer()");
		}
		if (userId.isEmpty() || userId.indexOf('/') >= 0 || userId.codePoints().anyMatch(Reach::isForbidden)
				|| userId.getBytes(StandardCharsets.UTF_8).length > MAX_USER_ID_BYTES) {
			throw new IllegalArgumentException(
					"'" + userId + "' is not a user id: 1 to 255 bytes of UTF-8 without '/' and control characters");
		}
		return EntryKey.prefix(Visibility.PRIVATE, userId);
	}

	/**
	 * Half a surrogate pair would become a question mark in UTF-8, and so another user.
	 */
	private static boolean isForbidden(int codePoint) {
		return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
	}

	static void checkServerOnly(Side side) {
		if (!side.isServer()) {
			throw new IllegalStateException(
					"Server-only data is on the server only: guard the call with ctx.isServer()");
		}
	}

}

package dev.syncedstore.test.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Texts that only one user may ever receive, or nobody. Workloads put them into private
 * and server-only entries; the simulation searches for them in every byte that reaches a
 * client.
 */
public final class Secrets {

	private static final String MARK = "secret-of:";

	private static final char END = ':';

	/** Can't be a user id. */
	private static final String SERVER = "/server/";

	private Secrets() {
	}

	/**
	 * A text that only one user may receive.
	 * @param userId the user
	 * @param unique what tells it from other secrets of that user
	 * @return the text
	 */
	public static String of(String userId, Object unique) {
		return MARK + userId + END + unique;
	}

	/**
	 * A text that nobody may receive.
	 * @param unique what tells it from other secrets of the server
	 * @return the text
	 */
	public static String ofServer(Object unique) {
		return of(SERVER, unique);
	}

	/**
	 * How many secrets a text has.
	 * @param text the text
	 * @return the number
	 */
	static int count(String text) {
		int count = 0;
		for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
			count++;
		}
		return count;
	}

	/**
	 * Search a text that reaches a user.
	 * @param userId the user
	 * @param text the text
	 * @return the beginning of a secret that is not the user's, or {@code null}
	 */
	static @Nullable String foreign(String userId, String text) {
		String own = MARK + userId + END;
		for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
			if (!text.startsWith(own, at)) {
				return text.substring(at, Math.min(text.length(), at + MARK.length() + 40));
			}
		}
		return null;
	}

}

package dev.syncedstore.server.poke.stomp;

import dev.syncedstore.server.poke.Poke;

/**
 * Writes the frames that the server sends.
 */
final class StompFrames {

	static final String HEART_BEAT = "\n";

	private static final char END = '\0';

	private StompFrames() {
	}

	static String connected(String sessionId, long heartBeatMillis) {
		return "CONNECTED\nversion:1.2\nheart-beat:" + heartBeatMillis + "," + heartBeatMillis + "\nsession:"
				+ sessionId + "\nserver:synced-store\n\n" + END;
	}

	static String receipt(String receiptId) {
		return "RECEIPT\nreceipt-id:" + escape(receiptId) + "\n\n" + END;
	}

	static String message(String subscriptionId, String destination, Poke poke) {
		String id = escape(subscriptionId);
		return "MESSAGE\nsubscription:" + id + "\nmessage-id:" + id + "-" + poke.number() + "\ndestination:"
				+ destination + "\ncontent-type:application/json\n\n" + poke.json() + END;
	}

	/**
	 * The last message of a subscription.
	 */
	static String end(String subscriptionId, String destination, String code, String detail) {
		String id = escape(subscriptionId);
		return "MESSAGE\nsubscription:" + id + "\nmessage-id:" + id + "-end\ndestination:" + escape(destination)
				+ "\ncode:" + code + "\nmessage:" + escape(detail) + "\n\n" + END;
	}

	/**
	 * A message of a subscription that goes on: the page's mutators are others than the
	 * server's.
	 */
	static String mutators(String subscriptionId, String destination, String hash) {
		String id = escape(subscriptionId);
		return "MESSAGE\nsubscription:" + id + "\nmessage-id:" + id + "-mutators\ndestination:" + destination
				+ "\nmutators-hash:" + hash + "\n\n" + END;
	}

	static String error(String code, String detail) {
		return "ERROR\ncode:" + code + "\nmessage:" + escape(detail) + "\n\n" + END;
	}

	private static String escape(String value) {
		StringBuilder escaped = new StringBuilder(value.length());
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '\\' -> escaped.append("\\\\");
				case '\n' -> escaped.append("\\n");
				case '\r' -> escaped.append("\\r");
				case ':' -> escaped.append("\\c");
				case END -> escaped.append(' ');
				default -> escaped.append(Character.isSurrogate(c) ? safe(value, i) : c);
			}
		}
		return escaped.toString();
	}

	/** Half a surrogate pair can't be sent as UTF-8. */
	private static char safe(String value, int index) {
		char c = value.charAt(index);
		boolean paired = Character.isHighSurrogate(c)
				? index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1))
				: index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
		return paired ? c : '?';
	}

}

package dev.syncedstore.codec;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields that messages have in common, within the bounds that the protocol sets
 * or that a database and a log can bear.
 */
final class MessageFields {

	private static final int MAX_CLIENT_ID_LENGTH = 64;

	private static final int MAX_USER_ID_BYTES = 255;

	private static final int MAX_TOKEN_LENGTH = 4096;

	private static final int MAX_NAME_LENGTH = 256;

	private static final int MAX_ACTION_ID_LENGTH = 128;

	private MessageFields() {
	}

	/** A number that every language keeps exactly: 0 to 2^53 - 1. */
	static long number(JsonReader in) {
		return in.integer(0, Limits.MAX_INTEGER);
	}

	/** The version of a protocol or schema. */
	static int smallNumber(JsonReader in) {
		return (int) in.integer(0, Integer.MAX_VALUE);
	}

	static <T> @Nullable T orNull(JsonReader in, Function<JsonReader, T> field) {
		return in.isNull() ? null : field.apply(in);
	}

	static String clientId(JsonReader in) {
		return checkedClientId(in, in.text());
	}

	/** A client id that stands where the name of a member does. */
	static String checkedClientId(JsonReader in, String id) {
		if (!hasLength(id, 1, MAX_CLIENT_ID_LENGTH) || !id.chars().allMatch((c) -> c > ' ' && c <= '~')) {
			throw in.problem("must be a client id: 1 to " + MAX_CLIENT_ID_LENGTH
					+ " printable ASCII characters without spaces, such as a UUID");
		}
		return id;
	}

	static String userId(JsonReader in) {
		String id = in.text();
		if (id.isEmpty() || id.getBytes(StandardCharsets.UTF_8).length > MAX_USER_ID_BYTES || id.indexOf('/') >= 0
				|| hasControl(id)) {
			throw in.problem("must be a user id: 1 to " + MAX_USER_ID_BYTES
					+ " bytes of UTF-8 without '/' and control characters");
		}
		return id;
	}

	static String nonce(JsonReader in) {
		return bounded(in, 1, Protocol.MAX_NONCE_LENGTH);
	}

	static String actionId(JsonReader in) {
		return bounded(in, 1, MAX_ACTION_ID_LENGTH);
	}

	/** An epoch, a checkpoint or a page. */
	static String token(JsonReader in) {
		return bounded(in, 1, MAX_TOKEN_LENGTH);
	}

	/** The name of a mutator, which need not exist. */
	static String mutatorName(JsonReader in) {
		return bounded(in, 0, MAX_NAME_LENGTH);
	}

	/** Check that all fields of an object were there. */
	static void require(JsonReader in, Names names, String... required) {
		for (String name : required) {
			if (!names.contains(name)) {
				throw in.problem(name, JsonReader.MISSING);
			}
		}
	}

	private static String bounded(JsonReader in, int min, int max) {
		String text = in.text();
		if (!hasLength(text, min, max) || hasControl(text)) {
			throw in
				.problem("must be a text of " + min + " to " + max + " characters, none of them a control character");
		}
		return text;
	}

	private static boolean hasLength(String text, int min, int max) {
		return text.length() >= min && text.length() <= max;
	}

	static boolean hasControl(String text) {
		// No stream: this is asked of each key.
		for (int i = 0; i < text.length(); i++) {
			if (Character.isISOControl(text.charAt(i))) {
				return true;
			}
		}
		return false;
	}

}

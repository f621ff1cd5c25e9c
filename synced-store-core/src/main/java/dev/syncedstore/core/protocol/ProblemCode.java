package dev.syncedstore.core.protocol;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Why a request failed, and the HTTP status that goes with it.
 */
public enum ProblemCode {

	/** The request breaks the protocol; the detail says which field. */
	INVALID_REQUEST(400),

	/** The request speaks another version of the protocol. */
	PROTOCOL_VERSION_NOT_SUPPORTED(400),

	/** Nobody is signed in. */
	UNAUTHENTICATED(401),

	/** The user may not do that in this space. */
	ACCESS_DENIED(403),

	/** The client id belongs to another user. */
	CLIENT_OF_ANOTHER_USER(403),

	/** No such store type. */
	UNKNOWN_STORE_TYPE(404),

	/** No such action. */
	UNKNOWN_ACTION(404),

	/** There is a hole in the mutation ids. */
	MUTATION_GAP(409),

	/** The server knows nothing of a client that says it has been here before. */
	UNKNOWN_CLIENT(409),

	/** Two copies of one client exist. */
	CLIENT_FORKED(409),

	/** The request was made for another user than the one signed in. */
	USER_MISMATCH(409),

	/** A page token no longer serves. */
	PAGE_EXPIRED(409),

	/** The request was made under a schema version that the server can't serve. */
	SCHEMA_VERSION_NOT_SUPPORTED(409),

	/** The space was deleted. */
	SPACE_DELETED(410),

	/** The request is larger than the server accepts. */
	REQUEST_TOO_LARGE(413),

	/** The request is not JSON. */
	UNSUPPORTED_MEDIA_TYPE(415),

	/** The application refused an action. */
	ACTION_FAILED(422),

	/** More requests than the server accepts. */
	TOO_MANY_REQUESTS(429),

	/** The server can't serve at the moment. */
	UNAVAILABLE(503);

	private final int status;

	private final String code;

	ProblemCode(int status) {
		this.status = status;
		this.code = name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The HTTP status.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * The code on the wire.
	 * @return the code, in snake_case
	 */
	public String code() {
		return this.code;
	}

	/**
	 * The problem with a code.
	 * @param code the code on the wire
	 * @return the problem, or {@code null} if the protocol has no such code
	 */
	public static @Nullable ProblemCode of(String code) {
		for (ProblemCode candidate : values()) {
			if (candidate.code.equals(code)) {
				return candidate;
			}
		}
		return null;
	}

}

package dev.syncedstore.core.protocol;

/**
 * The numbers and reserved names that the protocol fixes for messages.
 */
public final class Protocol {

	/** The version of the protocol that this code speaks. */
	public static final int VERSION = 1;

	/** The most mutations that a client sends in one push. */
	public static final int MAX_PUSH_MUTATIONS = 500;

	/** About how many bytes of arguments a client sends in one push. */
	public static final int MAX_PUSH_BYTES = 524_288;

	/** The longest nonce, in characters. */
	public static final int MAX_NONCE_LENGTH = 32;

	/** What a client sends in place of a mutation that can't be sent. */
	public static final String WITHDRAWN_MUTATION = "$withdrawn";

	/** The member of a problem that says more about its code. */
	public static final String REASON = "reason";

	/** Why access is denied to a client that is to forget all that it has. */
	public static final String USER_ERASED = "user_erased";

	private Protocol() {
	}

}

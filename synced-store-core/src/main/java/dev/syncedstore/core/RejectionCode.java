package dev.syncedstore.core;

/**
 * The codes that the system itself gives to rejected mutations. Applications give codes
 * of their own besides.
 */
public final class RejectionCode {

	/** No mutator of that name. */
	public static final String UNKNOWN_MUTATOR = "unknown_mutator";

	/** The arguments don't fit; the message names the field. */
	public static final String INVALID_ARGS = "invalid_args";

	/** The arguments are larger than the protocol allows. */
	public static final String ARGS_TOO_LARGE = "args_too_large";

	/** A written value breaks its schema or I-JSON; the message names the path. */
	public static final String INVALID_VALUE = "invalid_value";

	/** A key is longer than the protocol allows. */
	public static final String KEY_TOO_LARGE = "key_too_large";

	/** A value is larger than the protocol allows. */
	public static final String VALUE_TOO_LARGE = "value_too_large";

	/** A key is empty or has control characters, or its table can't be written. */
	public static final String INVALID_KEY = "invalid_key";

	/** The user may read the space but not write it. */
	public static final String ACCESS_DENIED = "access_denied";

	/** The space was deleted before the mutation arrived. */
	public static final String SPACE_DELETED = "space_deleted";

	/** The client gave the mutation up because it could not be sent. */
	public static final String WITHDRAWN = "withdrawn";

	/** A fault of the server's; its log has the cause. */
	public static final String INTERNAL_ERROR = "internal_error";

	/** The mutation has sent more mutations to other spaces than it may. */
	public static final String TOO_MANY_TARGETS = "too_many_targets";

	/** The mutation was sent over so many spaces that it may not send on. */
	public static final String TOO_MANY_HOPS = "too_many_hops";

	/** The space would have more entries, or take more bytes, than it may. */
	public static final String SPACE_FULL = "space_full";

	/** So many enqueued actions are parked that no more may be enqueued. */
	public static final String TOO_MANY_PARKED_ACTIONS = "too_many_parked_actions";

	private RejectionCode() {
	}

}

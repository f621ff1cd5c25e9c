package dev.syncedstore.core;

/**
 * How large keys, values and arguments may be. The protocol fixes these, so that what one
 * party writes every other can read.
 */
public final class Limits {

	/** The largest integer that every party can represent: 2^53 - 1. */
	public static final long MAX_INTEGER = (1L << 53) - 1;

	/** The deepest nesting of arguments and values. */
	public static final int MAX_DEPTH = 64;

	/** The largest key, in bytes of UTF-8, without the prefix of its visibility. */
	public static final int MAX_KEY_BYTES = 256;

	/** The largest value, in bytes of UTF-8. */
	public static final int MAX_VALUE_BYTES = 1_048_576;

	/** The largest arguments of a mutation, in bytes of UTF-8. */
	public static final int MAX_ARGS_BYTES = 262_144;

	/** The largest message of a rejection, in bytes of UTF-8. */
	public static final int MAX_MESSAGE_BYTES = 1024;

	private Limits() {
	}

}

package dev.syncedstore.processor.model;

import java.util.Map;

/**
 * A type whose values hold no others and are not an application's own.
 */
public enum Scalar implements ValueType {

	/** {@code String}. */
	TEXT,

	/** {@code boolean}. */
	FLAG,

	/** {@code byte}. */
	BYTE,

	/** {@code short}. */
	SHORT,

	/** {@code int}. */
	INT,

	/** {@code long}, within ±(2^53 − 1). */
	LONG,

	/** {@code double}, finite. */
	DOUBLE,

	/** {@code java.util.UUID}. */
	UUID,

	/** {@code java.time.Instant}. */
	INSTANT,

	/** {@code java.time.LocalDate}. */
	DATE,

	/** {@code java.time.Duration}. */
	DURATION;

	private static final Map<String, Scalar> BY_CLASS = Map.ofEntries(Map.entry("java.lang.String", TEXT),
			Map.entry("boolean", FLAG), Map.entry("java.lang.Boolean", FLAG), Map.entry("byte", BYTE),
			Map.entry("java.lang.Byte", BYTE), Map.entry("short", SHORT), Map.entry("java.lang.Short", SHORT),
			Map.entry("int", INT), Map.entry("java.lang.Integer", INT), Map.entry("long", LONG),
			Map.entry("java.lang.Long", LONG), Map.entry("double", DOUBLE), Map.entry("java.lang.Double", DOUBLE),
			Map.entry("java.util.UUID", UUID), Map.entry("java.time.Instant", INSTANT),
			Map.entry("java.time.LocalDate", DATE), Map.entry("java.time.Duration", DURATION));

	static Map<String, Scalar> byClass() {
		return BY_CLASS;
	}

	/**
	 * Whether values are numbers without a fraction.
	 * @return {@code true} for byte, short, int and long
	 */
	public boolean isInteger() {
		return this == BYTE || this == SHORT || this == INT || this == LONG;
	}

}

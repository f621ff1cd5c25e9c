package dev.syncedstore.processor.model;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of Jakarta Validation.
 *
 * @param kind which one
 * @param annotation the annotation's name
 * @param attributes what the annotation says, defaults included, without message, groups
 * and payload: numbers, texts and flags
 * @param message what the annotation says instead of the usual message
 */
public record Constraint(Kind kind, String annotation, Map<String, Object> attributes, @Nullable String message) {

	public Constraint {
		attributes = Map.copyOf(attributes);
	}

	/**
	 * An attribute that is a number.
	 * @param name its name
	 * @return the number
	 */
	public long number(String name) {
		return ((Number) attribute(name)).longValue();
	}

	/**
	 * An attribute that is a text.
	 * @param name its name
	 * @return the text
	 */
	public String text(String name) {
		return attribute(name).toString();
	}

	/**
	 * An attribute that is a flag.
	 * @param name its name
	 * @return the flag
	 */
	public boolean flag(String name) {
		return (Boolean) attribute(name);
	}

	private Object attribute(String name) {
		Object value = this.attributes.get(name);
		if (value == null) {
			throw new IllegalArgumentException("@" + this.annotation + " has no attribute " + name);
		}
		return value;
	}

	/**
	 * The constraints that mean the same everywhere, and all others.
	 */
	public enum Kind {

		/** Is there. */
		NOT_NULL("NotNull", "must not be null"),

		/** Is not there. */
		NULL("Null", "must be null"),

		/** Has something besides white space. */
		NOT_BLANK("NotBlank", "must not be blank"),

		/** Has something in it. */
		NOT_EMPTY("NotEmpty", "must not be empty"),

		/** Has so many characters or elements. */
		SIZE("Size", "size must be between {min} and {max}"),

		/** Is so large. */
		MIN("Min", "must be greater than or equal to {value}"),

		/** Is so small. */
		MAX("Max", "must be less than or equal to {value}"),

		/** Is so large, given as a text. */
		DECIMAL_MIN("DecimalMin", "must be greater than {orEqual}{value}"),

		/** Is so small, given as a text. */
		DECIMAL_MAX("DecimalMax", "must be less than {orEqual}{value}"),

		/** Is above zero. */
		POSITIVE("Positive", "must be greater than 0"),

		/** Is not below zero. */
		POSITIVE_OR_ZERO("PositiveOrZero", "must be greater than or equal to 0"),

		/** Is below zero. */
		NEGATIVE("Negative", "must be less than 0"),

		/** Is not above zero. */
		NEGATIVE_OR_ZERO("NegativeOrZero", "must be less than or equal to 0"),

		/** Has so many digits. */
		DIGITS("Digits", "numeric value out of bounds (<{integer} digits>.<{fraction} digits> expected)"),

		/** Matches a regular expression as a whole. */
		PATTERN("Pattern", "must match \"{regexp}\""),

		/** Is {@code true}. */
		ASSERT_TRUE("AssertTrue", "must be true"),

		/** Is {@code false}. */
		ASSERT_FALSE("AssertFalse", "must be false"),

		/**
		 * Something that only Java can check: the time, a constraint of one's own.
		 */
		OTHER("", "");

		private final String annotation;

		private final String message;

		Kind(String annotation, String message) {
			this.annotation = annotation;
			this.message = message;
		}

		static Kind of(String annotation) {
			for (Kind kind : values()) {
				if (annotation.equals("jakarta.validation.constraints." + kind.annotation)) {
					return kind;
				}
			}
			return OTHER;
		}

		/**
		 * What a validator says in English, with its attributes in braces.
		 * @return the message
		 */
		public String message() {
			return this.message;
		}

	}

}

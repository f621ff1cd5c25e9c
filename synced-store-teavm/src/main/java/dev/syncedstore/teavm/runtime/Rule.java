package dev.syncedstore.teavm.runtime;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of Jakarta Validation.
 */
@FunctionalInterface
public interface Rule {

	/**
	 * Whether a value fulfils the constraint.
	 * @param value the value
	 * @return {@code false} if it breaks it
	 */
	boolean allows(@Nullable Object value);

	/** {@code @NotNull}. */
	static Rule notNull() {
		return (value) -> value != null;
	}

	/** {@code @Null}. */
	static Rule isNull() {
		return (value) -> value == null;
	}

	/** {@code @NotBlank}. */
	static Rule notBlank() {
		return (value) -> value != null && !Texts.isBlank((String) value);
	}

	/** {@code @NotEmpty}. */
	static Rule notEmpty() {
		return (value) -> value != null && size(value) > 0;
	}

	/** {@code @Size}. */
	static Rule size(int min, int max) {
		return (value) -> value == null || (size(value) >= min && size(value) <= max);
	}

	/** {@code @AssertTrue} and {@code @AssertFalse}. */
	static Rule is(boolean wanted) {
		return (value) -> value == null || (Boolean) value == wanted;
	}

	/** {@code @Min} and its like, for integers. */
	static Rule atLeast(long min) {
		return (value) -> value == null || ((Number) value).longValue() >= min;
	}

	/** {@code @Max} and its like, for integers. */
	static Rule atMost(long max) {
		return (value) -> value == null || ((Number) value).longValue() <= max;
	}

	/** {@code @DecimalMin} and its like, for doubles. */
	static Rule from(double min, boolean inclusive) {
		return (value) -> value == null || (Double) value > min || (inclusive && (Double) value == min);
	}

	/** {@code @DecimalMax} and its like, for doubles. */
	static Rule upTo(double max, boolean inclusive) {
		return (value) -> value == null || (Double) value < max || (inclusive && (Double) value == max);
	}

	private static int size(Object value) {
		if (value instanceof String text) {
			return text.length();
		}
		return (value instanceof List<?> list) ? list.size() : ((Map<?, ?>) value).size();
	}

}

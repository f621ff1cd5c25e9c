package dev.syncedstore.processor.typescript;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import dev.syncedstore.processor.model.Constraint;
import dev.syncedstore.processor.model.ListType;
import dev.syncedstore.processor.model.MapType;
import dev.syncedstore.processor.model.Scalar;
import dev.syncedstore.processor.model.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What constraints add to a schema, with a validator's words in English.
 */
final class ZodConstraints {

	/** What Java takes for white space, which JavaScript sees differently. */
	private static final String NOT_BLANK = "/[^\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029"
			+ "\\u205f\\u3000]/.test(value)";

	private ZodConstraints() {
	}

	static String all(ValueType type, List<Constraint> constraints) {
		StringBuilder calls = new StringBuilder();
		for (Constraint constraint : constraints) {
			String call = of(type, constraint);
			calls.append((call != null) ? call : "");
		}
		return calls.toString();
	}

	/** Whether only Java can check it. */
	static boolean isUnknown(ValueType type, Constraint constraint) {
		return of(type, constraint) == null;
	}

	/**
	 * The call, empty if the type fulfils it already, or {@code null} if it is unknown.
	 */
	private static @Nullable String of(ValueType type, Constraint constraint) {
		boolean isNumber = type == Scalar.DOUBLE || type instanceof Scalar scalar && scalar.isInteger();
		return switch (constraint.kind()) {
			case NOT_NULL, NULL -> "";
			case NOT_BLANK -> (type == Scalar.TEXT) ? check("(value) => " + NOT_BLANK, constraint) : null;
			case NOT_EMPTY -> size(type, 1, Integer.MAX_VALUE, constraint);
			case SIZE -> size(type, constraint.number("min"), constraint.number("max"), constraint);
			case ASSERT_TRUE -> (type == Scalar.FLAG) ? check("(value) => value", constraint) : null;
			case ASSERT_FALSE -> (type == Scalar.FLAG) ? check("(value) => !value", constraint) : null;
			case DIGITS -> digits(type, constraint);
			case PATTERN -> (type == Scalar.TEXT) ? pattern(constraint) : null;
			case OTHER -> null;
			default -> isNumber ? bound(constraint) : null;
		};
	}

	private static @Nullable String size(ValueType type, long min, long max, Constraint constraint) {
		if (type != Scalar.TEXT && !(type instanceof ListType) && !(type instanceof MapType)) {
			return null;
		}
		if (type instanceof MapType) {
			return (min == 0 && max == Integer.MAX_VALUE) ? "" : check(
					"(value) => Object.keys(value).length >= " + min + " && Object.keys(value).length <= " + max,
					constraint);
		}
		String message = ", " + Text.quoted(message(constraint)) + ")";
		String atLeast = (min > 0) ? ".min(" + min + message : "";
		return (max < Integer.MAX_VALUE) ? atLeast + ".max(" + max + message : atLeast;
	}

	/**
	 * A validator compares the decimals that are shortest for a double. Where the bound
	 * itself is no such number the nearest one is in or out.
	 */
	private static String bound(Constraint constraint) {
		return switch (constraint.kind()) {
			case MIN -> atLeast(new BigDecimal(constraint.number("value")), true, constraint);
			case MAX -> atMost(new BigDecimal(constraint.number("value")), true, constraint);
			case DECIMAL_MIN ->
				atLeast(new BigDecimal(constraint.text("value")), constraint.flag("inclusive"), constraint);
			case DECIMAL_MAX ->
				atMost(new BigDecimal(constraint.text("value")), constraint.flag("inclusive"), constraint);
			case POSITIVE -> atLeast(BigDecimal.ZERO, false, constraint);
			case POSITIVE_OR_ZERO -> atLeast(BigDecimal.ZERO, true, constraint);
			case NEGATIVE -> atMost(BigDecimal.ZERO, false, constraint);
			default -> atMost(BigDecimal.ZERO, true, constraint);
		};
	}

	private static String atLeast(BigDecimal bound, boolean inclusive, Constraint constraint) {
		double nearest = bound.doubleValue();
		if (Double.isInfinite(nearest)) {
			return (nearest < 0) ? "" : check("() => false", constraint);
		}
		int difference = BigDecimal.valueOf(nearest).compareTo(bound);
		boolean isIn = inclusive ? difference >= 0 : difference > 0;
		return check("(value) => value " + (isIn ? ">= " : "> ") + number(nearest), constraint);
	}

	private static String atMost(BigDecimal bound, boolean inclusive, Constraint constraint) {
		double nearest = bound.doubleValue();
		if (Double.isInfinite(nearest)) {
			return (nearest > 0) ? "" : check("() => false", constraint);
		}
		int difference = BigDecimal.valueOf(nearest).compareTo(bound);
		boolean isIn = inclusive ? difference <= 0 : difference < 0;
		return check("(value) => value " + (isIn ? "<= " : "< ") + number(nearest), constraint);
	}

	private static String number(double value) {
		return (value == Math.rint(value) && Math.abs(value) < 1e15) ? Long.toString((long) value)
				: Double.toString(value);
	}

	/** Even zero has a digit. */
	private static @Nullable String digits(ValueType type, Constraint constraint) {
		if (!(type instanceof Scalar scalar) || !scalar.isInteger()) {
			return null;
		}
		long digits = constraint.number("integer");
		return (digits > 15) ? "" : (digits == 0) ? check("() => false", constraint)
				: check("(value) => Math.abs(value) < 1e" + digits, constraint);
	}

	private static @Nullable String pattern(Constraint constraint) {
		String pattern = (constraint.number("flags") == 0) ? JavaScriptPattern.of(constraint.text("regexp")) : null;
		return (pattern != null) ? ".regex(" + pattern + ", " + Text.quoted(message(constraint)) + ")" : null;
	}

	private static String check(String function, Constraint constraint) {
		return ".refine(" + function + ", " + Text.quoted(message(constraint)) + ")";
	}

	private static String message(Constraint constraint) {
		String own = constraint.message();
		if (own != null) {
			return own;
		}
		String message = constraint.kind().message();
		if (message.contains("{orEqual}")) {
			message = message.replace("{orEqual}", constraint.flag("inclusive") ? "or equal to " : "");
		}
		for (Map.Entry<String, Object> attribute : constraint.attributes().entrySet()) {
			message = message.replace("{" + attribute.getKey() + "}", attribute.getValue().toString());
		}
		return message;
	}

}

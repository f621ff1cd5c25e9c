package dev.syncedstore.processor.typescript;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.syncedstore.processor.model.Scalar;

/**
 * Schemas of scalars, and the functions that these need. Only what is used is written.
 */
final class ZodScalars {

	private static final String TEXT = """

			const text = z.string().refine((value) => !/[\\p{Surrogate}\\0]/u.test(value),
			  'has half a surrogate pair or U+0000, which no text may have');
			""";

	private static final String NUMBER = """

			const number = z.number().refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21,
			  'must be an integer within \u00b1(2^53-1), or have a fraction');
			""";

	private static final String UUID = """

			const uuid = z.string().regex(/^[\\dA-Fa-f]{8}(-[\\dA-Fa-f]{4}){3}-[\\dA-Fa-f]{12}$/,
			  'must be a UUID, such as 0190f3b2-7c1e-4d5a-9f00-2b6c8e1a4d37');
			""";

	private static final String IS_DATE = """

			function isDate(value) {
			  const parts = /^(\\d{4})-(\\d\\d)-(\\d\\d)$/.exec(value);
			  if (!parts) {
			    return false;
			  }
			  const [year, month, day] = parts.slice(1).map(Number);
			  const february = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
			  return day >= 1 && day <= ([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
			}
			""";

	private static final String DATE = """

			const date = z.string().refine(isDate, 'must be a date, such as 2026-01-31');
			""";

	private static final String INSTANT = """

			const instant = z.string().refine(
			  (value) => /^.{10}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z$/.test(value) && isDate(value.slice(0, 10)),
			  'must be a time in UTC, such as 2026-01-31T09:30:00Z');
			""";

	private static final String DURATION = """

			/** Seconds and their sums must fit into 64 bits. */
			function isDuration(value) {
			  const parts =
			    /^P(?:(-?\\d{1,18})D)?(T(?:(-?\\d{1,18})H)?(?:(-?\\d{1,18})M)?(?:(-?\\d{1,19})(?:\\.(\\d{1,9}))?S)?)?$/.exec(value);
			  if (!parts || value === 'P' || parts[2] === 'T') {
			    return false;
			  }
			  const [, days = '0', , hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts;
			  const borrowed = seconds.startsWith('-') && Number(fraction) > 0 ? -1n : 0n;
			  const terms = [borrowed, BigInt(seconds), BigInt(minutes) * 60n, BigInt(hours) * 3600n, BigInt(days) * 86400n];
			  const fits = (number) => number >= -(2n ** 63n) && number < 2n ** 63n;
			  let sum = 0n;
			  return terms.slice(1).every((term) => fits(term) && fits(sum += term)) && fits(sum + borrowed);
			}

			const duration = z.string().refine(isDuration, 'must be a duration, such as PT1H30M');
			""";

	private static final Map<Scalar, String> SCHEMAS = Map.ofEntries(Map.entry(Scalar.TEXT, "text"),
			Map.entry(Scalar.FLAG, "z.boolean()"), Map.entry(Scalar.BYTE, "z.int().min(-128).max(127)"),
			Map.entry(Scalar.SHORT, "z.int().min(-32768).max(32767)"), Map.entry(Scalar.INT, "z.int32()"),
			Map.entry(Scalar.LONG, "z.int()"), Map.entry(Scalar.DOUBLE, "number"), Map.entry(Scalar.UUID, "uuid"),
			Map.entry(Scalar.INSTANT, "instant"), Map.entry(Scalar.DATE, "date"),
			Map.entry(Scalar.DURATION, "duration"));

	private final Set<Scalar> used = EnumSet.noneOf(Scalar.class);

	String schema(Scalar scalar) {
		this.used.add(scalar);
		return Objects.requireNonNull(SCHEMAS.get(scalar));
	}

	/** What has to be defined for the schemas that were asked for. */
	List<String> definitions() {
		List<String> definitions = new ArrayList<>();
		add(definitions, TEXT, Scalar.TEXT);
		add(definitions, NUMBER, Scalar.DOUBLE);
		add(definitions, UUID, Scalar.UUID);
		add(definitions, IS_DATE, Scalar.DATE, Scalar.INSTANT);
		add(definitions, DATE, Scalar.DATE);
		add(definitions, INSTANT, Scalar.INSTANT);
		add(definitions, DURATION, Scalar.DURATION);
		return definitions;
	}

	private void add(List<String> definitions, String definition, Scalar... scalars) {
		for (Scalar scalar : scalars) {
			if (this.used.contains(scalar)) {
				definitions.add(definition);
				return;
			}
		}
	}

}

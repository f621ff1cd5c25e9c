package dev.syncedstore.teavm.runtime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

import org.teavm.jso.JSObject;

/**
 * The shapes of times, written and read without {@code java.time.format}, which would
 * make the module three times as large, and without what TeaVM prints differently.
 */
public final class TimeShapes {

	private static final int SECONDS_A_DAY = 86_400;

	private static final int NANO_DIGITS = 9;

	private static final int NANOS_A_SECOND = 1_000_000_000;

	/** A point of time in UTC. */
	public static Shape instant() {
		return new InstantShape();
	}

	/** A date. */
	public static Shape date() {
		return new DateShape();
	}

	/** A duration. */
	public static Shape duration() {
		return new DurationShape();
	}

	private TimeShapes() {
	}

	private static String text(JSObject value, JSObject pattern, String form, Place place) {
		String text = Kinds.text(value, place);
		if (Js.search(text, pattern) < 0) {
			throw place.problem(form);
		}
		return text;
	}

	private static LocalDate date(String text, String form, Place place) {
		try {
			return LocalDate.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(5, 7)),
					Integer.parseInt(text.substring(8, 10)));
		}
		catch (DateTimeException ex) {
			throw place.problem(form);
		}
	}

	private static void date(StringBuilder out, LocalDate date, String form, Place place) {
		if (date.getYear() < 0 || date.getYear() > 9999) {
			throw place.problem(form);
		}
		digits(out, date.getYear(), 4);
		digits(out.append('-'), date.getMonthValue(), 2);
		digits(out.append('-'), date.getDayOfMonth(), 2);
	}

	private static void digits(StringBuilder out, int value, int count) {
		String text = Integer.toString(value);
		for (int i = text.length(); i < count; i++) {
			out.append('0');
		}
		out.append(text);
	}

	/** What stands behind a point, as nanoseconds. */
	private static int nanos(String text, int from, int to) {
		int result = 0;
		for (int i = 0; i < NANO_DIGITS; i++) {
			result = 10 * result + ((from + i < to) ? text.charAt(from + i) - '0' : 0);
		}
		return result;
	}

	private static final class InstantShape implements Shape {

		private static final String FORM = "must be a time in UTC, such as 2026-01-31T09:30:00Z";

		private static final JSObject PATTERN = Js
			.pattern("^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z$", "");

		@Override
		public Object read(JSObject value, Place place) {
			String text = text(value, PATTERN, FORM, place);
			long seconds = date(text, FORM, place).toEpochDay() * SECONDS_A_DAY
					+ Integer.parseInt(text.substring(11, 13)) * 3600 + Integer.parseInt(text.substring(14, 16)) * 60
					+ Integer.parseInt(text.substring(17, 19));
			return Instant.ofEpochSecond(seconds, nanos(text, 20, text.length() - 1));
		}

		@Override
		public JSObject write(Object value, Place place) {
			Instant instant = (Instant) value;
			StringBuilder out = new StringBuilder();
			long day = Math.floorDiv(instant.getEpochSecond(), (long) SECONDS_A_DAY);
			int second = (int) Math.floorMod(instant.getEpochSecond(), (long) SECONDS_A_DAY);
			date(out, LocalDate.ofEpochDay(day), FORM, place);
			digits(out.append('T'), second / 3600, 2);
			digits(out.append(':'), second / 60 % 60, 2);
			digits(out.append(':'), second % 60, 2);
			int nanos = instant.getNano();
			if (nanos > 0) {
				out.append('.');
				if (nanos % 1_000_000 == 0) {
					digits(out, nanos / 1_000_000, 3);
				}
				else if (nanos % 1_000 == 0) {
					digits(out, nanos / 1_000, 6);
				}
				else {
					digits(out, nanos, NANO_DIGITS);
				}
			}
			return Js.ofText(out.append('Z').toString());
		}

	}

	private static final class DateShape implements Shape {

		private static final String FORM = "must be a date, such as 2026-01-31";

		private static final JSObject PATTERN = Js.pattern("^\\d{4}-\\d\\d-\\d\\d$", "");

		@Override
		public Object read(JSObject value, Place place) {
			return date(text(value, PATTERN, FORM, place), FORM, place);
		}

		@Override
		public JSObject write(Object value, Place place) {
			StringBuilder out = new StringBuilder();
			date(out, (LocalDate) value, FORM, place);
			return Js.ofText(out.toString());
		}

	}

	private static final class DurationShape implements Shape {

		private static final String FORM = "must be a duration, such as PT1H30M";

		private static final JSObject PATTERN = Js
			.pattern("^P(-?\\d{1,18}D)?(T(-?\\d{1,18}H)?(-?\\d{1,18}M)?(-?\\d{1,19}(\\.\\d{1,9})?S)?)?$", "");

		@Override
		public Object read(JSObject value, Place place) {
			String text = text(value, PATTERN, FORM, place);
			try {
				return parse(text, place);
			}
			catch (ArithmeticException | NumberFormatException ex) {
				throw place.problem(FORM);
			}
		}

		private static Duration parse(String text, Place place) {
			Duration result = Duration.ZERO;
			int start = 1;
			boolean any = false;
			for (int i = 1; i < text.length(); i++) {
				char c = text.charAt(i);
				if (c == 'T') {
					start = i + 1;
					any = false;
				}
				else if (c >= 'A') {
					result = plus(result, text, start, i);
					start = i + 1;
					any = true;
				}
			}
			if (!any) {
				throw place.problem(FORM);
			}
			return result;
		}

		private static Duration plus(Duration sum, String text, int from, int unit) {
			int point = text.indexOf('.', from);
			boolean fraction = point >= 0 && point < unit;
			long count = Long.parseLong(text.substring(from, fraction ? point : unit));
			Duration result = switch (text.charAt(unit)) {
				case 'D' -> sum.plusDays(count);
				case 'H' -> sum.plusHours(count);
				case 'M' -> sum.plusMinutes(count);
				default -> sum.plusSeconds(count);
			};
			if (fraction) {
				int nanos = nanos(text, point + 1, unit);
				result = result.plusNanos((text.charAt(from) == '-') ? -nanos : nanos);
			}
			return result;
		}

		@Override
		public JSObject write(Object value, Place place) {
			Duration duration = (Duration) value;
			boolean negative = duration.getSeconds() < 0;
			int nanos = duration.getNano();
			// Towards zero: what is left has the same sign, or none.
			long total = duration.getSeconds() + ((negative && nanos > 0) ? 1 : 0);
			int fraction = (negative && nanos > 0) ? NANOS_A_SECOND - nanos : nanos;
			StringBuilder out = new StringBuilder("PT");
			part(out, total / 3600, 'H');
			part(out, total % 3600 / 60, 'M');
			long seconds = total % 60;
			if (seconds != 0 || fraction != 0 || out.length() == 2) {
				out.append((negative && seconds == 0 && fraction != 0) ? "-" : "").append(seconds);
				fraction(out, fraction);
				out.append('S');
			}
			return Js.ofText(out.toString());
		}

		private static void part(StringBuilder out, long count, char unit) {
			if (count != 0) {
				out.append(count).append(unit);
			}
		}

		private static void fraction(StringBuilder out, int nanos) {
			if (nanos != 0) {
				digits(out.append('.'), nanos, NANO_DIGITS);
				int end = out.length();
				while (out.charAt(end - 1) == '0') {
					end--;
				}
				out.setLength(end);
			}
		}

	}

}

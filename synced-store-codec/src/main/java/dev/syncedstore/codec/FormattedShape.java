package dev.syncedstore.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A value that is written as a text of a fixed form.
 *
 * @param form what the text looks like, for people
 * @param pattern what the text looks like: parsers accept more than one form
 * @param parse makes the value from the text
 */
record FormattedShape(String form, Pattern pattern, Function<String, Object> parse) implements ScalarShape {

	static final Shape UUIDS = new FormattedShape("a UUID, such as 0190f3b2-7c1e-4d5a-9f00-2b6c8e1a4d37",
			"\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}", UUID::fromString);

	static final Shape INSTANTS = new FormattedShape("a time in UTC, such as 2026-01-31T09:30:00Z",
			"\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z", Instant::parse);

	static final Shape DATES = new FormattedShape("a date, such as 2026-01-31", "\\d{4}-\\d\\d-\\d\\d",
			LocalDate::parse);

	static final Shape DURATIONS = new FormattedShape("a duration, such as PT1H30M",
			"P(-?\\d{1,18}D)?(T(-?\\d{1,18}H)?(-?\\d{1,18}M)?(-?\\d{1,19}(\\.\\d{1,9})?S)?)?", Duration::parse);

	FormattedShape(String form, String pattern, Function<String, Object> parse) {
		this(form, Pattern.compile(pattern), parse);
	}

	@Override
	public Object read(JsonReader in) {
		String text = in.text();
		if (this.pattern.matcher(text).matches()) {
			try {
				return this.parse.apply(text);
			}
			catch (RuntimeException ex) {
				throw in.problem(mustBe());
			}
		}
		throw in.problem(mustBe());
	}

	@Override
	public void write(JsonWriter out, Object value) {
		String text = value.toString();
		if (!this.pattern.matcher(text).matches()) {
			throw out.problem(mustBe());
		}
		out.text(text);
	}

	private String mustBe() {
		return "must be " + this.form;
	}

}

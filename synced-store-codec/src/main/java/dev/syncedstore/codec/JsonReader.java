package dev.syncedstore.codec;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.syncedstore.core.Limits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one document from its beginning to its end. Each method takes the value that the
 * parser stands on, as it is written: nothing is converted. Where the document is not as
 * it should be, the exception has the path to that place.
 */
final class JsonReader implements AutoCloseable {

	/** What is wrong with a name that an object has twice. */
	static final String TWICE = "is there twice";

	/** What is wrong with a name that an object doesn't have. */
	static final String MISSING = "is missing";

	/** How many characters the integers take that I-JSON allows, with a sign. */
	private static final int MAX_INTEGER_LENGTH = 17;

	private static final String NOT_SAFE = "must not be an integer beyond 2^53 - 1, which not every party can read: "
			+ "send it as a text";

	private final JsonFactory factory;

	private final String source;

	private final BiFunction<String, String, ? extends RuntimeException> problems;

	private final JsonParser parser;

	private boolean mutableFound;

	/**
	 * Open a document.
	 * @param factory makes the parser
	 * @param source the document
	 * @param problems makes an exception from a path and what is wrong there
	 */
	JsonReader(JsonFactory factory, String source, BiFunction<String, String, ? extends RuntimeException> problems) {
		this.factory = factory;
		this.source = source;
		this.problems = problems;
		this.parser = factory.createParser(ObjectReadContext.empty(), source);
	}

	/**
	 * Read the whole document.
	 * @param <R> the type of the result
	 * @param content reads the value that is the document
	 * @return the result
	 */
	<R> R document(Function<? super JsonReader, R> content) {
		return beginning((in) -> {
			R result = content.apply(in);
			if (this.parser.nextToken() != null) {
				throw problem("must be one JSON value, but more follows it");
			}
			return result;
		});
	}

	/**
	 * Read the beginning of the document.
	 * @param <R> the type of the result
	 * @param content reads as much as it wants of the value that is the document
	 * @return the result
	 */
	<R extends @Nullable Object> R beginning(Function<? super JsonReader, R> content) {
		try {
			if (this.parser.nextToken() == null) {
				throw problem("must not be empty");
			}
			return content.apply(this);
		}
		catch (StreamConstraintsException ex) {
			throw problem("must not be nested deeper than " + this.parser.streamReadConstraints().getMaxNestingDepth()
					+ " levels");
		}
		catch (JacksonException ex) {
			throw problem("is not well-formed JSON, at character " + (ex.getLocation().getCharOffset() + 1));
		}
	}

	/**
	 * Step into an object.
	 */
	void beginObject() {
		expect(JsonToken.START_OBJECT, "an object");
	}

	/**
	 * Step to the value of the next member, or out of the object.
	 * @return the member's name, or {@code null} at the end
	 */
	@Nullable String nextName() {
		String name = this.parser.nextName();
		if (name != null) {
			check(name);
			this.parser.nextToken();
		}
		return name;
	}

	/**
	 * Step to the value of the next member, or out of the object.
	 * @param names the names so far, among which the new one must not be
	 * @return the member's name, or {@code null} at the end
	 */
	@Nullable String nextName(Names names) {
		String name = nextName();
		if (name != null && !names.add(name)) {
			throw problem(TWICE);
		}
		return name;
	}

	/**
	 * Step into an array.
	 */
	void beginArray() {
		expect(JsonToken.START_ARRAY, "an array");
	}

	/**
	 * Step to the next element, or out of the array.
	 * @return {@code false} at the end
	 */
	boolean nextElement() {
		return this.parser.nextToken() != JsonToken.END_ARRAY;
	}

	JsonToken token() {
		return this.parser.currentToken();
	}

	boolean isNull() {
		return this.parser.currentToken() == JsonToken.VALUE_NULL;
	}

	/** A text as I-JSON allows it. */
	String text() {
		String text = anyText();
		check(text);
		return text;
	}

	/** A text with whatever characters. */
	String anyText() {
		expect(JsonToken.VALUE_STRING, "a text");
		return this.parser.getString();
	}

	boolean flag() {
		JsonToken token = this.parser.currentToken();
		if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
			throw unexpected("true or false");
		}
		return token == JsonToken.VALUE_TRUE;
	}

	/** An integer, written without fraction and exponent, as JavaScript does too. */
	long integer(long min, long max) {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_NUMBER_FLOAT) {
			throw problem("must be an integer, but has a fraction or an exponent");
		}
		if (token != JsonToken.VALUE_NUMBER_INT) {
			throw unexpected("an integer");
		}
		if (this.parser.getStringLength() <= MAX_INTEGER_LENGTH) {
			long value = this.parser.getLongValue();
			if (value >= min && value <= max) {
				return value;
			}
		}
		throw problem("must be an integer from " + min + " to " + max);
	}

	/** Any number that I-JSON allows. */
	double number() {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_NUMBER_INT) {
			checkInteger();
		}
		else if (token != JsonToken.VALUE_NUMBER_FLOAT) {
			throw unexpected("a number");
		}
		double value = this.parser.getDoubleValue();
		if (Double.isInfinite(value)) {
			throw problem("must not be larger than a double can be");
		}
		// As an integer, -0 has lost its sign.
		return (value == 0 && this.parser.getString().charAt(0) == '-') ? -0.0 : value;
	}

	/** A text or an integer as it is, whatever else as {@code null}. */
	@Nullable Object textOrInteger() {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_STRING) {
			return this.parser.getString();
		}
		if (token == JsonToken.VALUE_NUMBER_INT && this.parser.getStringLength() <= MAX_INTEGER_LENGTH) {
			return this.parser.getLongValue();
		}
		raw();
		return null;
	}

	/** Pass over a value, which must be I-JSON nevertheless. */
	void skip() {
		switch (this.parser.currentToken()) {
			case START_OBJECT -> {
				Names names = new Names();
				while (nextName(names) != null) {
					skip();
				}
			}
			case START_ARRAY -> {
				while (nextElement()) {
					skip();
				}
			}
			case VALUE_STRING -> check(this.parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
			default -> {
			}
		}
	}

	/** A value of whatever kind as it is written, checked for its syntax alone. */
	String raw() {
		int start = (int) offset();
		this.parser.skipChildren();
		this.parser.finishToken();
		return this.source.substring(start, (int) this.parser.currentLocation().getCharOffset());
	}

	/** Where in the source the current value begins. */
	long offset() {
		return this.parser.currentTokenLocation().getCharOffset();
	}

	/**
	 * Look ahead for a member of an object.
	 * @param start where in the source the object begins
	 * @param member the member's name
	 * @return its text, or {@code null} if it isn't there or is no text
	 */
	@Nullable String lookAhead(long start, String member) {
		StringReader rest = new StringReader(this.source);
		try {
			rest.skip(start);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		try (JsonParser ahead = this.factory.createParser(ObjectReadContext.empty(), rest)) {
			ahead.nextToken();
			for (String name = ahead.nextName(); name != null; name = ahead.nextName()) {
				JsonToken token = ahead.nextToken();
				if (name.equals(member)) {
					return (token == JsonToken.VALUE_STRING) ? ahead.getString() : null;
				}
				ahead.skipChildren();
			}
			return null;
		}
		catch (JacksonException ex) {
			// Whoever reads on meets the same, and knows where.
			return null;
		}
	}

	/** Remember that a value was read that somebody could change. */
	void foundMutable() {
		this.mutableFound = true;
	}

	boolean hasFoundMutable() {
		return this.mutableFound;
	}

	/**
	 * What is wrong with the current value.
	 * @param problem the problem
	 * @return the exception to throw
	 */
	RuntimeException problem(String problem) {
		return this.problems.apply(JsonPath.of(this.parser.streamReadContext()).toString(), problem);
	}

	/**
	 * What is wrong with a member of the object that was just read.
	 * @param member the member's name
	 * @param problem the problem
	 * @return the exception to throw
	 */
	RuntimeException problem(String member, String problem) {
		return this.problems.apply(JsonPath.of(this.parser.streamReadContext()).member(member).toString(), problem);
	}

	/**
	 * The current value is of another kind than it should be.
	 * @param expected the kind it should be
	 * @return the exception to throw
	 */
	RuntimeException unexpected(String expected) {
		return problem("must be " + expected + ", but is " + kind(this.parser.currentToken()));
	}

	@Override
	public void close() {
		this.parser.close();
	}

	private void expect(JsonToken token, String kind) {
		if (this.parser.currentToken() != token) {
			throw unexpected(kind);
		}
	}

	private void check(String text) {
		int index = IJson.forbidden(text);
		if (index >= 0) {
			throw problem(IJson.problem(text, index));
		}
	}

	private void checkInteger() {
		if (this.parser.getStringLength() > MAX_INTEGER_LENGTH
				|| Math.abs(this.parser.getLongValue()) > Limits.MAX_INTEGER) {
			throw problem(NOT_SAFE);
		}
	}

	private static String kind(JsonToken token) {
		return switch (token) {
			case VALUE_STRING -> "a text";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
			case VALUE_TRUE, VALUE_FALSE -> "true or false";
			case VALUE_NULL -> "null";
			case START_ARRAY -> "an array";
			default -> "an object";
		};
	}

}

package dev.syncedstore.codec;

import java.io.StringWriter;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.state.InvalidValueException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one document, and refuses what I-JSON doesn't allow, with the path to it.
 */
final class JsonWriter implements AutoCloseable {

	private final StringWriter target = new StringWriter();

	private final JsonGenerator generator;

	JsonWriter(JsonFactory factory) {
		this.generator = factory.createGenerator(ObjectWriteContext.empty(), this.target);
	}

	void beginObject() {
		checkDepth();
		this.generator.writeStartObject();
	}

	void endObject() {
		this.generator.writeEndObject();
	}

	void beginArray() {
		checkDepth();
		this.generator.writeStartArray();
	}

	void endArray() {
		this.generator.writeEndArray();
	}

	/** The name of a member that the code knows. */
	void name(SerializableString name) {
		this.generator.writeName(name);
	}

	/** The name of a member that comes from data. */
	void name(String name) {
		int index = IJson.forbidden(name);
		if (index >= 0) {
			JsonPath path = JsonPath.of(this.generator.streamWriteContext().getParent()).member(name);
			throw new InvalidValueException(path.toString(), IJson.problem(name, index));
		}
		this.generator.writeName(name);
	}

	void text(String text) {
		int index = IJson.forbidden(text);
		if (index >= 0) {
			throw problem(IJson.problem(text, index));
		}
		this.generator.writeString(text);
	}

	void flag(boolean value) {
		this.generator.writeBoolean(value);
	}

	void integer(long value) {
		if (value > Limits.MAX_INTEGER || value < -Limits.MAX_INTEGER) {
			throw problem("must be an integer from " + -Limits.MAX_INTEGER + " to " + Limits.MAX_INTEGER);
		}
		this.generator.writeNumber(value);
	}

	void number(double value) {
		if (!Double.isFinite(value)) {
			throw problem("must be a finite number");
		}
		this.generator.writeNumber(value);
	}

	void nothing() {
		this.generator.writeNull();
	}

	/**
	 * What is wrong with the value that is to be written next.
	 * @param problem the problem
	 * @return the exception to throw
	 */
	InvalidValueException problem(String problem) {
		TokenStreamContext context = this.generator.streamWriteContext();
		JsonPath path;
		if (context.inArray()) {
			// The generator counts an element when it is written, which this one isn't.
			path = JsonPath.of(context.getParent()).element(context.getEntryCount());
		}
		else {
			path = JsonPath.of(context);
		}
		return new InvalidValueException(path.toString(), problem);
	}

	/** The document, complete. */
	String document() {
		this.generator.flush();
		return this.target.toString();
	}

	@Override
	public void close() {
		this.generator.close();
	}

	private void checkDepth() {
		if (this.generator.streamWriteContext().getNestingDepth() >= Limits.MAX_DEPTH) {
			throw problem("must not be nested deeper than " + Limits.MAX_DEPTH + " levels");
		}
	}

}

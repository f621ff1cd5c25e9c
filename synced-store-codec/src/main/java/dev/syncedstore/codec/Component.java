package dev.syncedstore.codec;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * One component of a record, which is one member of an object.
 */
final class Component {

	/** Stands for null among the values that were read, where null means not yet. */
	private static final Object NULL = new Object();

	/** What to do about a value that isn't there. */
	enum Absence {

		/** Refuse it. */
		REFUSED,

		/** Read it as null. */
		NULL,

		/** Read it as an empty {@link Optional}. */
		EMPTY

	}

	private final SerializableString name;

	private final int index;

	private final Shape shape;

	private final Absence absence;

	private final MethodHandle accessor;

	Component(String name, int index, Element element, MethodHandle accessor) {
		this.name = new SerializedString(name);
		this.index = index;
		this.shape = element.shape();
		this.absence = (this.shape instanceof OptionalShape) ? Absence.EMPTY
				: element.nullable() ? Absence.NULL : Absence.REFUSED;
		this.accessor = accessor;
	}

	String name() {
		return this.name.getValue();
	}

	/**
	 * Read the component into its place.
	 * @param in stands on the value
	 * @param values the values of the record so far
	 */
	void read(JsonReader in, @Nullable Object[] values) {
		if (values[this.index] != null) {
			throw in.problem(JsonReader.TWICE);
		}
		if (!in.isNull()) {
			values[this.index] = this.shape.read(in);
		}
		else if (this.absence != Absence.REFUSED) {
			values[this.index] = absent();
		}
		else {
			throw in.problem("must not be null");
		}
	}

	/**
	 * Make the component's value what the constructor takes, after all have been read.
	 * @param in stands on the end of the object
	 * @param values the values of the record
	 */
	void complete(JsonReader in, @Nullable Object[] values) {
		Object value = values[this.index];
		if (value == null) {
			if (this.absence == Absence.REFUSED) {
				throw in.problem(name(), JsonReader.MISSING);
			}
			value = absent();
		}
		values[this.index] = (value != NULL) ? value : null;
	}

	/**
	 * Write the component, or leave it out if it is absent.
	 * @param out the document
	 * @param record the record
	 */
	void write(JsonWriter out, Object record) {
		Object value = get(record);
		if (value == null && this.absence == Absence.NULL) {
			return;
		}
		if (value instanceof Optional<?> optional && optional.isEmpty()) {
			return;
		}
		out.name(this.name);
		if (value == null) {
			throw out.problem("must not be null");
		}
		this.shape.write(out, value);
	}

	/** Whether values are collections or records, which might be changed. */
	boolean isComposite() {
		return !(this.shape instanceof ScalarShape);
	}

	/**
	 * Whether the record has kept the value that was read, or replaced it by one that is
	 * as safe to share.
	 */
	boolean isKept(Object record, @Nullable Object[] read) {
		Object value = get(record);
		return value == read[this.index] || value == null || this.shape.isImmutable(value);
	}

	boolean isImmutable(Object record) {
		Object value = get(record);
		return value == null || this.shape.isImmutable(value);
	}

	private @Nullable Object get(Object record) {
		try {
			return (Object) this.accessor.invokeExact(record);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("The accessor of " + name() + " failed", ex);
		}
	}

	private Object absent() {
		return (this.absence == Absence.EMPTY) ? Optional.empty() : NULL;
	}

}

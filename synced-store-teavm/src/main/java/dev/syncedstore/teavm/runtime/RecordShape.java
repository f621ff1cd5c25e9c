package dev.syncedstore.teavm.runtime;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A record, as an object with a member for each component.
 */
public final class RecordShape implements Shape {

	private final String name;

	private final Maker maker;

	private final Taker taker;

	/** Set once, before anybody reads or writes: a record may contain itself. */
	private Component[] components = {};

	/**
	 * What is only checked: getters besides the components, whose values follow theirs.
	 */
	private Component[] getters = {};

	/**
	 * Create the shape of a record, its components still unknown.
	 * @param name the record's simple name
	 * @param maker makes a record
	 * @param taker takes one apart
	 */
	public RecordShape(String name, Maker maker, Taker taker) {
		this.name = name;
		this.maker = maker;
		this.taker = taker;
	}

	/**
	 * Give the shape its components.
	 * @param components the components
	 */
	public void components(Component... components) {
		this.components = components;
	}

	/**
	 * Give the shape what is only checked.
	 * @param getters the getters
	 */
	public void getters(Component... getters) {
		this.getters = getters;
	}

	@Override
	public Object read(JSObject value, Place place) {
		Kinds.expect(Js.OBJECT, "an object", value, place);
		@Nullable Object[] values = new @Nullable Object[this.components.length];
		boolean[] done = new boolean[values.length];
		if (place.isInDocumentOrder()) {
			readInOrder(value, place, values, done);
		}
		for (int i = 0; i < values.length; i++) {
			if (!done[i]) {
				values[i] = this.components[i].read(value, place);
			}
		}
		try {
			return this.maker.make(values);
		}
		catch (IllegalArgumentException ex) {
			throw place.problem((ex.getMessage() != null) ? ex.getMessage() : refused());
		}
		catch (RuntimeException ex) {
			throw place.problem(refused());
		}
	}

	/** What is there. What is missing comes after it. */
	private void readInOrder(JSObject value, Place place, @Nullable Object[] values, boolean[] done) {
		for (String name : Js.names(value)) {
			for (int i = 0; i < values.length; i++) {
				if (this.components[i].isCalled(name)) {
					values[i] = this.components[i].read(value, place);
					done[i] = true;
				}
			}
		}
	}

	@Override
	public JSObject write(Object value, Place place) {
		JSObject result = Js.object();
		write(result, value, place);
		return result;
	}

	void write(JSObject object, Object value, Place place) {
		@Nullable Object[] values = this.taker.take(value);
		for (int i = 0; i < this.components.length; i++) {
			this.components[i].write(object, values[i], place);
		}
	}

	@Override
	public void check(Object value, Place place, Findings findings) {
		@Nullable Object[] values = this.taker.take(value);
		for (int i = 0; i < this.components.length; i++) {
			this.components[i].check(values[i], place, findings);
		}
		for (int i = 0; i < this.getters.length; i++) {
			this.getters[i].check(values[this.components.length + i], place, findings);
		}
	}

	private String refused() {
		return "is refused by the constructor of " + this.name;
	}

	/**
	 * Makes a record.
	 */
	@FunctionalInterface
	public interface Maker {

		/**
		 * Call the record's constructor.
		 * @param values the components' values
		 * @return the record
		 */
		Object make(@Nullable Object[] values);

	}

	/**
	 * Takes a record apart.
	 */
	@FunctionalInterface
	public interface Taker {

		/**
		 * Call the record's accessors.
		 * @param record the record
		 * @return the components' values, and those of its getters
		 */
		@Nullable Object[] take(Object record);

	}

}

package dev.syncedstore.teavm.runtime;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * One component of a record, which is one member of an object.
 */
public final class Component {

	private static final int REQUIRED = 0;

	private static final int NULLABLE = 1;

	private static final int OPTIONAL = 2;

	private final String name;

	private final Shape shape;

	private final int absence;

	private final @Nullable Checks checks;

	private Component(String name, Shape shape, int absence, @Nullable Checks checks) {
		this.name = name;
		this.shape = shape;
		this.absence = absence;
		this.checks = checks;
	}

	/**
	 * A component that is always there.
	 * @param name its name
	 * @param shape what it looks like
	 * @param checks what it must fulfil
	 * @return the component
	 */
	public static Component required(String name, Shape shape, @Nullable Checks checks) {
		return new Component(name, shape, REQUIRED, checks);
	}

	/**
	 * A component that may be null.
	 * @param name its name
	 * @param shape what it looks like
	 * @param checks what it must fulfil
	 * @return the component
	 */
	public static Component nullable(String name, Shape shape, @Nullable Checks checks) {
		return new Component(name, shape, NULLABLE, checks);
	}

	/**
	 * A component that is an {@link Optional}.
	 * @param name its name
	 * @param shape what is in it
	 * @param checks what it must fulfil
	 * @return the component
	 */
	public static Component optional(String name, Shape shape, @Nullable Checks checks) {
		return new Component(name, shape, OPTIONAL, checks);
	}

	boolean isCalled(String name) {
		return this.name.equals(name);
	}

	@Nullable Object read(JSObject object, Place place) {
		JSObject value = Js.member(object, this.name);
		int kind = Js.kind(value);
		place.enter(this.name);
		Object result = null;
		if (kind > Js.NULL) {
			result = this.shape.read(value, place);
		}
		else if (this.absence == REQUIRED) {
			throw place.problem((kind == Js.NULL) ? "must not be null" : "is missing");
		}
		place.leave();
		return (this.absence == OPTIONAL) ? Optional.ofNullable(result) : result;
	}

	void write(JSObject object, @Nullable Object value, Place place) {
		Object content = (this.absence == OPTIONAL && value != null) ? ((Optional<?>) value).orElse(null) : value;
		boolean leftOut = content == null && (this.absence == NULLABLE || (this.absence == OPTIONAL && value != null));
		if (!leftOut) {
			place.enter(this.name);
			if (content == null) {
				throw place.problem("must not be null");
			}
			Js.put(object, this.name, this.shape.write(content, place));
			place.leave();
		}
	}

	void check(@Nullable Object value, Place place, Findings findings) {
		if (this.checks != null) {
			place.enter(this.name);
			this.checks.check(value, place, findings);
			place.leave();
		}
	}

}

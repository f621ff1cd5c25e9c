package dev.syncedstore.teavm.runtime;

import org.teavm.jso.JSObject;

/**
 * A constant of an enum, by its name.
 */
public final class EnumShape implements Shape {

	private final Enum<?>[] constants;

	/**
	 * Create the shape.
	 * @param constants all constants
	 */
	public EnumShape(Enum<?>[] constants) {
		this.constants = constants;
	}

	@Override
	public Object read(JSObject value, Place place) {
		String name = Kinds.text(value, place);
		StringBuilder names = new StringBuilder("must be one of ");
		for (Enum<?> constant : this.constants) {
			if (constant.name().equals(name)) {
				return constant;
			}
			names.append((constant != this.constants[0]) ? ", " : "").append(constant.name());
		}
		throw place.problem(names.toString());
	}

	@Override
	public JSObject write(Object value, Place place) {
		return Js.ofText(((Enum<?>) value).name());
	}

}

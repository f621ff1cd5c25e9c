package dev.syncedstore.teavm.runtime;

import java.util.ArrayList;
import java.util.List;

import org.teavm.jso.JSObject;

/**
 * One of the records that a sealed interface permits, as an object whose {@code type} is
 * the record's simple name.
 */
public final class SealedShape implements Shape {

	private static final String TYPE = "type";

	private final List<Permitted> permitted = new ArrayList<>();

	/**
	 * Add a record. In the order of their names.
	 * @param type the record
	 * @param name its simple name
	 * @param shape what it looks like
	 * @return this shape
	 */
	public SealedShape add(Class<?> type, String name, RecordShape shape) {
		this.permitted.add(new Permitted(type, name, shape));
		return this;
	}

	@Override
	public Object read(JSObject value, Place place) {
		Kinds.expect(Js.OBJECT, "an object", value, place);
		JSObject type = Js.member(value, TYPE);
		place.enter(TYPE);
		if (Js.kind(type) == Js.MISSING) {
			throw place.problem("is missing");
		}
		String name = Kinds.text(type, place);
		StringBuilder names = new StringBuilder();
		for (Permitted each : this.permitted) {
			if (each.name().equals(name)) {
				place.leave();
				return each.shape().read(value, place);
			}
			names.append((names.length() > 0) ? ", " : "").append(each.name());
		}
		throw place.problem("must be one of " + names);
	}

	@Override
	public JSObject write(Object value, Place place) {
		Permitted found = find(value);
		JSObject result = Js.object();
		Js.put(result, TYPE, Js.ofText(found.name()));
		found.shape().write(result, value, place);
		return result;
	}

	@Override
	public void check(Object value, Place place, Findings findings) {
		find(value).shape().check(value, place, findings);
	}

	private Permitted find(Object value) {
		for (Permitted each : this.permitted) {
			if (each.type() == value.getClass()) {
				return each;
			}
		}
		throw new ClassCastException();
	}

	private record Permitted(Class<?> type, String name, RecordShape shape) {
	}

}

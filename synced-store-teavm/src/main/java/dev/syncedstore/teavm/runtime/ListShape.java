package dev.syncedstore.teavm.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A list, as an array.
 */
public final class ListShape implements Shape {

	private final Element element;

	/**
	 * Create the shape.
	 * @param shape what the elements look like
	 * @param nullable whether they may be null
	 */
	public ListShape(Shape shape, boolean nullable) {
		this.element = new Element(shape, nullable);
	}

	@Override
	public Object read(JSObject value, Place place) {
		Kinds.expect(Js.LIST, "an array", value, place);
		int size = Js.size(value);
		List<@Nullable Object> result = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			place.enter(i);
			result.add(this.element.read(Js.element(value, i), place));
			place.leave();
		}
		return Collections.unmodifiableList(result);
	}

	@Override
	public JSObject write(Object value, Place place) {
		JSObject result = Js.list();
		int i = 0;
		for (Object each : (List<?>) value) {
			place.enter(i++);
			Js.add(result, this.element.write(each, place));
			place.leave();
		}
		return result;
	}

}

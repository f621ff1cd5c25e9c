package dev.syncedstore.teavm.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.core.state.KeyOrder;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A map from texts, as an object. In the order of its keys, as on the server: JavaScript
 * puts those that look like numbers first.
 */
public final class MapShape implements Shape {

	private final Element element;

	/**
	 * Create the shape.
	 * @param shape what the values look like
	 * @param nullable whether they may be null
	 */
	public MapShape(Shape shape, boolean nullable) {
		this.element = new Element(shape, nullable);
	}

	@Override
	public Object read(JSObject value, Place place) {
		Kinds.expect(Js.OBJECT, "an object", value, place);
		String[] keys = Js.names(value);
		if (!place.isInDocumentOrder()) {
			Arrays.sort(keys, KeyOrder.COMPARATOR);
		}
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		for (String key : keys) {
			place.enter(key);
			result.put(Kinds.checked(key, place), this.element.read(Js.member(value, key), place));
			place.leave();
		}
		return Collections.unmodifiableMap(result);
	}

	@Override
	public JSObject write(Object value, Place place) {
		Map<?, ?> map = (Map<?, ?>) value;
		String[] keys = new String[map.size()];
		int i = 0;
		for (Object key : map.keySet()) {
			if (key == null) {
				throw place.problem("must not have null as a key");
			}
			keys[i++] = (String) key;
		}
		Arrays.sort(keys, KeyOrder.COMPARATOR);
		JSObject result = Js.object();
		for (String key : keys) {
			place.enter(key);
			Js.put(result, Kinds.checked(key, place), this.element.write(map.get(key), place));
			place.leave();
		}
		return result;
	}

}

package dev.syncedstore.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.state.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A map from texts, as an object. Reading and writing sort by key: the order of a hash
 * map differs between runs, JavaScript puts keys first that look like numbers, and the
 * same value must become the same document and the same map everywhere.
 *
 * @param element what it has many of
 */
record MapShape(Element element) implements Shape {

	@Override
	public Object read(JsonReader in) {
		in.beginObject();
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		String last = "";
		boolean inOrder = true;
		for (String key = in.nextName(); key != null; key = in.nextName()) {
			if (result.containsKey(key)) {
				throw in.problem(JsonReader.TWICE);
			}
			result.put(key, this.element.read(in));
			inOrder &= KeyOrder.compare(last, key) <= 0;
			last = key;
		}
		return Collections.unmodifiableMap(inOrder ? result : sorted(result));
	}

	private static Map<String, @Nullable Object> sorted(Map<String, @Nullable Object> map) {
		List<String> keys = new ArrayList<>(map.keySet());
		keys.sort(KeyOrder.COMPARATOR);
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		keys.forEach((key) -> result.put(key, map.get(key)));
		return result;
	}

	@Override
	public void write(JsonWriter out, Object value) {
		Map<?, ?> map = (Map<?, ?>) value;
		List<String> keys = new ArrayList<>(map.size());
		for (Object key : map.keySet()) {
			if (key == null) {
				throw out.problem("must not have null as a key");
			}
			keys.add((String) key);
		}
		keys.sort(KeyOrder.COMPARATOR);
		out.beginObject();
		for (String key : keys) {
			out.name(key);
			this.element.write(out, map.get(key));
		}
		out.endObject();
	}

	@Override
	public boolean isImmutable(Object value) {
		return Immutability.isUnmodifiable(value)
				&& ((Map<?, ?>) value).values().stream().allMatch(this.element::isImmutable);
	}

}

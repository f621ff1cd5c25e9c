package dev.syncedstore.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A list, as an array.
 *
 * @param element what it has many of
 */
record ListShape(Element element) implements Shape {

	@Override
	public Object read(JsonReader in) {
		in.beginArray();
		List<@Nullable Object> result = new ArrayList<>();
		while (in.nextElement()) {
			result.add(this.element.read(in));
		}
		return Collections.unmodifiableList(result);
	}

	@Override
	public void write(JsonWriter out, Object value) {
		out.beginArray();
		for (Object each : (List<?>) value) {
			this.element.write(out, each);
		}
		out.endArray();
	}

	@Override
	public boolean isImmutable(Object value) {
		return Immutability.isUnmodifiable(value) && ((List<?>) value).stream().allMatch(this.element::isImmutable);
	}

}

package dev.syncedstore.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is not read as a record, for migrations of what no record describes
 * any more. Its members are texts, numbers (as {@link Long} where they are integers
 * within ±(2<sup>53</sup>−1), else as {@link Double}), booleans, lists and maps of these,
 * and {@code null}.
 *
 * @param members the members by their names; immutable
 */
public record RawValue(Map<String, @Nullable Object> members) {

	public RawValue {
		members = copy(members);
	}

	/**
	 * A member.
	 * @param name its name
	 * @return the member, or {@code null} if it is missing or null
	 */
	public @Nullable Object get(String name) {
		return this.members.get(name);
	}

	/**
	 * A member that is a text.
	 * @param name its name
	 * @return the text
	 * @throws IllegalArgumentException if it is none
	 */
	public String text(String name) {
		if (get(name) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException(name + " is not a text");
	}

	/**
	 * The same with another member in addition, or in place of one of that name.
	 * @param name its name
	 * @param value the member
	 * @return another value
	 */
	public RawValue with(String name, @Nullable Object value) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(this.members);
		changed.put(name, value);
		return new RawValue(changed);
	}

	/**
	 * The same without a member.
	 * @param name its name
	 * @return another value
	 */
	public RawValue without(String name) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(this.members);
		changed.remove(name);
		return new RawValue(changed);
	}

	private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		map.forEach((name, value) -> copy.put((String) name, copy(value)));
		return Collections.unmodifiableMap(copy);
	}

	private static @Nullable Object copy(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return copy(map);
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> copy = new ArrayList<>();
			list.forEach((element) -> copy.add(copy(element)));
			return Collections.unmodifiableList(copy);
		}
		return value;
	}

}

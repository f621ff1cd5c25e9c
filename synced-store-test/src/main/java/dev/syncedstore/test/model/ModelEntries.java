package dev.syncedstore.test.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a space: JSON texts by their keys on the wire, in the order of the keys'
 * UTF-8 bytes. Not thread-safe.
 */
public final class ModelEntries {

	private static final String PRIVATE = "$$pu/";

	private static final String SERVER_ONLY = "$$so/";

	private static final Comparator<String> ORDER = ModelEntries::compare;

	private final NavigableMap<String, String> values;

	/** Create a model without entries. */
	public ModelEntries() {
		this.values = new TreeMap<>(ORDER);
	}

	private ModelEntries(NavigableMap<String, String> values) {
		this.values = values;
	}

	/**
	 * The entries of a client.
	 * @param entries the entries
	 * @return a copy
	 */
	public static ModelEntries of(Entries entries) {
		ModelEntries copy = new ModelEntries();
		entries.all().forEachRemaining((entry) -> copy.put(entry.getKey(), entry.getValue().json()));
		return copy;
	}

	/**
	 * The same as the entries of a client.
	 * @return a copy
	 */
	public Entries toEntries() {
		Map<String, StoredValue> copy = new HashMap<>();
		this.values.forEach((key, json) -> copy.put(key, new StoredValue(json)));
		return Entries.of(copy);
	}

	/**
	 * The same entries once more, so that one may change while the other stays.
	 * @return a copy
	 */
	public ModelEntries copy() {
		return new ModelEntries(new TreeMap<>(this.values));
	}

	/**
	 * What one user may see of this.
	 * @param userId the user
	 * @return a copy without other users' private entries and the server's own
	 */
	public ModelEntries visibleTo(String userId) {
		ModelEntries visible = copy();
		visible.values.keySet()
			.removeIf((key) -> key.startsWith(SERVER_ONLY)
					|| (key.startsWith(PRIVATE) && !key.startsWith(PRIVATE + userId + "/")));
		return visible;
	}

	/**
	 * The value under a key.
	 * @param key the key on the wire
	 * @return the JSON text, or {@code null} if there is none
	 */
	public @Nullable String get(String key) {
		return this.values.get(key);
	}

	/**
	 * Put a value under a key, or remove it.
	 * @param key the key on the wire
	 * @param json the JSON text, or {@code null} to remove it
	 */
	public void put(String key, @Nullable String json) {
		if (json != null) {
			this.values.put(key, json);
		}
		else {
			this.values.remove(key);
		}
	}

	/**
	 * All entries.
	 * @return a read-only view, in order
	 */
	public NavigableMap<String, String> all() {
		return Collections.unmodifiableNavigableMap(this.values);
	}

	/**
	 * Gather the keys under which these entries and others differ.
	 * @param others the others
	 * @param keys where to put the keys
	 */
	void addDifferingKeys(ModelEntries others, Set<String> keys) {
		if (this != others) {
			this.values.forEach((key, json) -> {
				if (!json.equals(others.get(key))) {
					keys.add(key);
				}
			});
			others.values.keySet().stream().filter((key) -> get(key) == null).forEach(keys::add);
		}
	}

	/**
	 * Where these entries and others differ.
	 * @param others the others
	 * @return a text for people, empty if they are equal
	 */
	public String differenceTo(Map<String, String> others) {
		if (this.values.equals(others)) {
			return "";
		}
		StringBuilder text = new StringBuilder();
		NavigableMap<String, String> keys = new TreeMap<>(ORDER);
		keys.putAll(this.values);
		keys.putAll(others);
		for (String key : keys.keySet()) {
			String mine = this.values.get(key);
			String other = others.get(key);
			if (mine == null || !mine.equals(other)) {
				text.append("\n\t").append(key).append(": expected ").append(mine).append(", found ").append(other);
			}
		}
		return text.toString();
	}

	/**
	 * Where these entries and a client's differ, also in their order.
	 * @param others the client's entries
	 * @return a text for people, empty if they are equal
	 */
	public String differenceTo(Entries others) {
		Iterator<Map.Entry<String, String>> expected = this.values.entrySet().iterator();
		Iterator<Map.Entry<String, StoredValue>> found = others.all();
		while (expected.hasNext() && found.hasNext()) {
			Map.Entry<String, String> mine = expected.next();
			Map.Entry<String, StoredValue> other = found.next();
			if (!mine.getKey().equals(other.getKey()) || !mine.getValue().equals(other.getValue().json())) {
				return differenceTo(of(others).all()) + "\n\tfirst at " + mine.getKey();
			}
		}
		return (expected.hasNext() || found.hasNext()) ? differenceTo(of(others).all()) : "";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ModelEntries that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

	/** Texts of ASCII, which most keys are, need no encoding. */
	private static int compare(String a, String b) {
		return (isAscii(a) && isAscii(b)) ? a.compareTo(b)
				: Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

}

package dev.syncedstore.client.local;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which readers may find something else than before. Immutable.
 */
public final class KeyChanges {

	/** Nothing changed. */
	public static final KeyChanges NONE = new KeyChanges(Set.of());

	/** Anything may have changed. */
	public static final KeyChanges EVERYTHING = new KeyChanges(null);

	/** Beyond this many, looking is more work than reading again. */
	private static final int MAX_KEYS = 10_000;

	private final @Nullable Set<String> keys;

	private KeyChanges(@Nullable Set<String> keys) {
		this.keys = keys;
	}

	/**
	 * What a step changed.
	 * @param before what readers saw before
	 * @param after what they see now
	 * @param touched the keys under which that may differ; consumed
	 * @return those under which it does
	 */
	static KeyChanges between(EntryView before, EntryView after, Set<String> touched) {
		touched.removeIf((key) -> Objects.equals(before.get(key), after.get(key)));
		return of(touched);
	}

	static KeyChanges of(Set<String> keys) {
		return keys.isEmpty() ? NONE : (keys.size() > MAX_KEYS) ? EVERYTHING : new KeyChanges(keys);
	}

	/**
	 * These changes and others.
	 * @param others the others
	 * @return all of them
	 */
	public KeyChanges and(KeyChanges others) {
		if (this.keys == null || others.isNone()) {
			return this;
		}
		if (others.keys == null || isNone()) {
			return others;
		}
		Set<String> all = new HashSet<>(this.keys);
		all.addAll(others.keys);
		return of(all);
	}

	/**
	 * Whether nothing changed.
	 * @return {@code true} if so
	 */
	public boolean isNone() {
		return this.keys != null && this.keys.isEmpty();
	}

	/**
	 * Whether these are too many to name.
	 * @return {@code true} if anything may have changed
	 */
	public boolean isEverything() {
		return this.keys == null;
	}

	/**
	 * The keys.
	 * @return the keys, none if {@link #isEverything()}
	 */
	public Set<String> keys() {
		return (this.keys != null) ? this.keys : Set.of();
	}

}

package dev.syncedstore.codec;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The names that an object has had so far. Most objects have few, so a set is made only
 * for those that have many.
 */
final class Names {

	private static final int FEW = 10;

	private final @Nullable String[] few = new @Nullable String[FEW];

	private int size;

	private @Nullable Set<String> many;

	/**
	 * Remember a name.
	 * @param name the name
	 * @return {@code false} if it was there already
	 */
	boolean add(String name) {
		if (contains(name)) {
			return false;
		}
		if (this.size < FEW) {
			this.few[this.size] = name;
			this.size++;
			return true;
		}
		if (this.many == null) {
			this.many = new HashSet<>();
		}
		return this.many.add(name);
	}

	boolean contains(String name) {
		for (int i = 0; i < this.size; i++) {
			if (name.equals(this.few[i])) {
				return true;
			}
		}
		return this.many != null && this.many.contains(name);
	}

}

package dev.syncedstore.core.rebase;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Patch;

/**
 * The keys under which there may be something else than there was before. Not
 * thread-safe.
 */
final class ChangedKeys {

	private final Set<String> keys = new HashSet<>();

	/** The same in order, which few ask for. */
	private final TreeSet<String> inOrder = new TreeSet<>(KeyOrder.COMPARATOR);

	private boolean ordered;

	void addAll(Collection<Patch> changes) {
		for (Patch change : changes) {
			if (this.keys.add(change.key()) && this.ordered) {
				this.inOrder.add(change.key());
			}
		}
	}

	void remove(String key) {
		if (this.keys.remove(key) && this.ordered) {
			this.inOrder.remove(key);
		}
	}

	boolean contains(String key) {
		return this.keys.contains(key);
	}

	boolean containsAny(KeyRange range) {
		if (!this.ordered) {
			this.ordered = true;
			this.inOrder.addAll(this.keys);
		}
		String first = range.fromInclusive() ? this.inOrder.ceiling(range.from()) : this.inOrder.higher(range.from());
		return first != null && KeyOrder.compare(first, range.to()) < 0;
	}

	Set<String> all() {
		return this.keys;
	}

}

package dev.syncedstore.test.elsewhere;

import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A hash table that is iterated in the opposite order, as one may be on another machine.
 * Public so that classes of applications can use it on an {@link OtherMachine}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class BackwardsMap<K, V> extends HashMap<K, V> {

	private static final long serialVersionUID = 1L;

	/** Create an empty table. */
	public BackwardsMap() {
	}

	/**
	 * Create an empty table.
	 * @param capacity how much is expected
	 */
	public BackwardsMap(int capacity) {
		super(capacity);
	}

	/**
	 * Create an empty table.
	 * @param capacity how much is expected
	 * @param loadFactor how full it may be
	 */
	public BackwardsMap(int capacity, float loadFactor) {
		super(capacity, loadFactor);
	}

	/**
	 * Create a copy.
	 * @param map what to copy
	 */
	public BackwardsMap(Map<? extends K, ? extends V> map) {
		super(map);
	}

	@Override
	public Set<Map.Entry<K, V>> entrySet() {
		Set<Map.Entry<K, V>> forwards = super.entrySet();
		return new AbstractSet<>() {

			@Override
			public Iterator<Map.Entry<K, V>> iterator() {
				return new BackwardsIterator<>(forwards.iterator(), forwards::remove);
			}

			@Override
			public int size() {
				return forwards.size();
			}

		};
	}

	@Override
	public Set<K> keySet() {
		Set<K> forwards = super.keySet();
		return new AbstractSet<>() {

			@Override
			public Iterator<K> iterator() {
				return new BackwardsIterator<>(forwards.iterator(), forwards::remove);
			}

			@Override
			public int size() {
				return forwards.size();
			}

		};
	}

	@Override
	public Collection<V> values() {
		Set<Map.Entry<K, V>> entries = entrySet();
		return new AbstractCollection<>() {

			@Override
			public Iterator<V> iterator() {
				Iterator<Map.Entry<K, V>> iterator = entries.iterator();
				return new Iterator<>() {

					@Override
					public boolean hasNext() {
						return iterator.hasNext();
					}

					@Override
					public V next() {
						return iterator.next().getValue();
					}

					@Override
					public void remove() {
						iterator.remove();
					}

				};
			}

			@Override
			public int size() {
				return entries.size();
			}

		};
	}

	@Override
	public void forEach(BiConsumer<? super K, ? super V> action) {
		entrySet().forEach((entry) -> action.accept(entry.getKey(), entry.getValue()));
	}

}

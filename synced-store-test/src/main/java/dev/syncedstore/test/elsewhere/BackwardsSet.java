package dev.syncedstore.test.elsewhere;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Spliterator;

/**
 * A hash table that is iterated in the opposite order, as one may be on another machine.
 * Public so that classes of applications can use it on an {@link OtherMachine}.
 *
 * @param <T> the type of the elements
 */
public final class BackwardsSet<T> extends HashSet<T> {

	private static final long serialVersionUID = 1L;

	/** Create an empty set. */
	public BackwardsSet() {
	}

	/**
	 * Create an empty set.
	 * @param capacity how much is expected
	 */
	public BackwardsSet(int capacity) {
		super(capacity);
	}

	/**
	 * Create an empty set.
	 * @param capacity how much is expected
	 * @param loadFactor how full it may be
	 */
	public BackwardsSet(int capacity, float loadFactor) {
		super(capacity, loadFactor);
	}

	/**
	 * Create a copy.
	 * @param elements what to copy
	 */
	public BackwardsSet(Collection<? extends T> elements) {
		super(elements);
	}

	@Override
	public Iterator<T> iterator() {
		return new BackwardsIterator<>(super.iterator(), super::remove);
	}

	@Override
	public Spliterator<T> spliterator() {
		return BackwardsIterator.list(super.iterator()).spliterator();
	}

	@Override
	public Object[] toArray() {
		return BackwardsIterator.list(super.iterator()).toArray();
	}

	@Override
	public <E> E[] toArray(E[] array) {
		return BackwardsIterator.list(super.iterator()).toArray(array);
	}

}

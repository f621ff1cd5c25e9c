package dev.syncedstore.core.state;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Walks through an {@link OrderedMap} or a range of it, in either direction.
 */
final class OrderedMapIterator<K, V> implements Iterator<Map.Entry<K, V>> {

	private final Comparator<? super K> order;

	private final @Nullable Bounds<K> bounds;

	private final boolean reverse;

	private final Deque<OrderedMap.Node<K, V>> path = new ArrayDeque<>();

	OrderedMapIterator(OrderedMap.@Nullable Node<K, V> root, Comparator<? super K> order, @Nullable Bounds<K> bounds,
			boolean reverse) {
		this.order = order;
		this.bounds = bounds;
		this.reverse = reverse;
		descend(root, true);
	}

	@Override
	public boolean hasNext() {
		return !this.path.isEmpty();
	}

	@Override
	public Map.Entry<K, V> next() {
		OrderedMap.Node<K, V> result = this.path.poll();
		if (result == null) {
			throw new NoSuchElementException();
		}
		descend(this.reverse ? result.left : result.right, false);
		OrderedMap.Node<K, V> following = this.path.peek();
		if (following != null && isBeyondEnd(following.key)) {
			this.path.clear();
		}
		return result;
	}

	/**
	 * Push the nodes from a subtree's root to its first node. Nodes before the start of
	 * the range are skipped; only on the way to the very first node can there be any.
	 */
	private void descend(OrderedMap.@Nullable Node<K, V> root, boolean toStart) {
		OrderedMap.Node<K, V> node = root;
		while (node != null) {
			if (toStart && isBeforeStart(node.key)) {
				node = this.reverse ? node.left : node.right;
			}
			else {
				this.path.push(node);
				node = this.reverse ? node.right : node.left;
			}
		}
		OrderedMap.Node<K, V> first = this.path.peek();
		if (toStart && first != null && isBeyondEnd(first.key)) {
			this.path.clear();
		}
	}

	private boolean isBeforeStart(K key) {
		return this.bounds != null && (this.reverse ? isAbove(key, this.bounds) : isBelow(key, this.bounds));
	}

	private boolean isBeyondEnd(K key) {
		return this.bounds != null && (this.reverse ? isBelow(key, this.bounds) : isAbove(key, this.bounds));
	}

	private boolean isBelow(K key, Bounds<K> range) {
		int comparison = this.order.compare(key, range.from);
		return comparison < 0 || (comparison == 0 && !range.fromInclusive);
	}

	private boolean isAbove(K key, Bounds<K> range) {
		return this.order.compare(key, range.to) >= 0;
	}

	/**
	 * A range: the lower bound, whether it belongs to the range, and the upper bound,
	 * which doesn't.
	 */
	record Bounds<K>(K from, boolean fromInclusive, K to) {
	}

}

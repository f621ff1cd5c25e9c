package dev.syncedstore.core.state;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Walks through an {@link OrderedMap} or a range of it, in either direction. Where the
 * range ends is looked up once, so that no keys are compared on the way.
 */
final class OrderedMapIterator<K, V> implements Iterator<Map.Entry<K, V>> {

	private static final int USUAL_HEIGHT = 24;

	private final Comparator<? super K> order;

	private final boolean reverse;

	/** The last node to come. */
	private final OrderedMap.@Nullable Node<K, V> last;

	/** The nodes that come next, the very next one on top. */
	private OrderedMap.@Nullable Node<K, V>[] path = newPath();

	private int depth;

	OrderedMapIterator(OrderedMap.@Nullable Node<K, V> root, Comparator<? super K> order, @Nullable Bounds<K> bounds,
			boolean reverse) {
		this.order = order;
		this.reverse = reverse;
		this.last = (bounds != null) ? last(root, bounds) : null;
		if (bounds == null) {
			descend(root);
		}
		else if (this.last != null) {
			descendToStart(root, bounds, this.last);
		}
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <K, V> OrderedMap.@Nullable Node<K, V>[] newPath() {
		return new OrderedMap.Node[USUAL_HEIGHT];
	}

	@Override
	public boolean hasNext() {
		return this.depth > 0;
	}

	@Override
	public Map.Entry<K, V> next() {
		if (this.depth == 0) {
			throw new NoSuchElementException();
		}
		OrderedMap.Node<K, V> result = top();
		this.depth--;
		if (result == this.last) {
			this.depth = 0;
		}
		else {
			descend(this.reverse ? result.left : result.right);
		}
		return result;
	}

	private OrderedMap.Node<K, V> top() {
		OrderedMap.Node<K, V> top = this.path[this.depth - 1];
		if (top == null) {
			throw new IllegalStateException("There is nothing at depth " + this.depth);
		}
		return top;
	}

	private void push(OrderedMap.Node<K, V> node) {
		if (this.depth == this.path.length) {
			this.path = Arrays.copyOf(this.path, 2 * this.depth);
		}
		this.path[this.depth++] = node;
	}

	/** Push the nodes from a subtree's root to its first node. */
	private void descend(OrderedMap.@Nullable Node<K, V> root) {
		OrderedMap.Node<K, V> node = root;
		while (node != null) {
			push(node);
			node = this.reverse ? node.right : node.left;
		}
	}

	/** The same for the first node of the range, unless that lies beyond its last. */
	private void descendToStart(OrderedMap.@Nullable Node<K, V> root, Bounds<K> bounds,
			OrderedMap.Node<K, V> lastOfRange) {
		OrderedMap.Node<K, V> node = root;
		while (node != null) {
			if (this.reverse ? isAbove(node.key, bounds) : isBelow(node.key, bounds)) {
				node = this.reverse ? node.left : node.right;
			}
			else {
				push(node);
				node = this.reverse ? node.right : node.left;
			}
		}
		if (this.depth > 0) {
			int comparison = this.order.compare(top().key, lastOfRange.key);
			if (this.reverse ? comparison < 0 : comparison > 0) {
				this.depth = 0;
			}
		}
	}

	/** The node furthest in the direction that is not beyond the end of the range. */
	private OrderedMap.@Nullable Node<K, V> last(OrderedMap.@Nullable Node<K, V> root, Bounds<K> bounds) {
		OrderedMap.Node<K, V> node = root;
		OrderedMap.Node<K, V> found = null;
		while (node != null) {
			if (this.reverse ? isBelow(node.key, bounds) : isAbove(node.key, bounds)) {
				node = this.reverse ? node.right : node.left;
			}
			else {
				found = node;
				node = this.reverse ? node.left : node.right;
			}
		}
		return found;
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

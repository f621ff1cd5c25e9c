package dev.syncedstore.core.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.state.OrderedMap.Node;
import org.jspecify.annotations.Nullable;

/**
 * Changes to many keys of a tree, made in one descent: each node that changes is copied
 * once, however many changes are below it. Trees of different heights are linked as in
 * Adams' union.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class ManyChanges<K, V> {

	private final Comparator<? super K> order;

	private final List<K> keys;

	private final List<? extends @Nullable V> values;

	ManyChanges(Comparator<? super K> order, List<K> keys, List<? extends @Nullable V> values) {
		this.order = order;
		this.keys = keys;
		this.values = values;
	}

	@Nullable Node<K, V> applyTo(@Nullable Node<K, V> root) {
		return apply(root, 0, this.keys.size());
	}

	private @Nullable Node<K, V> apply(@Nullable Node<K, V> node, int from, int to) {
		if (from == to) {
			return node;
		}
		if (node == null) {
			return added(from, to);
		}
		int index = firstNotBefore(node.key, from, to);
		boolean isOfNode = index < to && this.order.compare(this.keys.get(index), node.key) == 0;
		Node<K, V> left = apply(node.left, from, index);
		Node<K, V> right = apply(node.right, isOfNode ? index + 1 : index, to);
		if (!isOfNode) {
			return (left != node.left || right != node.right) ? link(node, left, right) : node;
		}
		V value = this.values.get(index);
		return (value != null) ? link(new Node<>(node.key, value, null, null), left, right) : merge(left, right);
	}

	/** What is set in a place where nothing has been. */
	private @Nullable Node<K, V> added(int from, int to) {
		List<Map.Entry<K, V>> entries = new ArrayList<>(to - from);
		for (int i = from; i < to; i++) {
			V value = this.values.get(i);
			if (value != null) {
				entries.add(Map.entry(this.keys.get(i), value));
			}
		}
		return OrderedMap.build(entries, 0, entries.size());
	}

	private int firstNotBefore(K key, int from, int to) {
		int low = from;
		int high = to;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.order.compare(this.keys.get(middle), key) < 0) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/** A tree of all three, of which the outer two may differ in height by any amount. */
	private static <K, V> Node<K, V> link(Node<K, V> middle, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
		if (right != null && OrderedMap.outweighs(right, left)) {
			return OrderedMap.balance(right, link(middle, left, right.left), right.right);
		}
		if (left != null && OrderedMap.outweighs(left, right)) {
			return OrderedMap.balance(left, left.left, link(middle, left.right, right));
		}
		return middle.with(left, right);
	}

	private static <K, V> @Nullable Node<K, V> merge(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
		if (right != null && OrderedMap.outweighs(right, left)) {
			return OrderedMap.balance(right, merge(left, right.left), right.right);
		}
		if (left != null && OrderedMap.outweighs(left, right)) {
			return OrderedMap.balance(left, left.left, merge(left.right, right));
		}
		return OrderedMap.join(left, right);
	}

}

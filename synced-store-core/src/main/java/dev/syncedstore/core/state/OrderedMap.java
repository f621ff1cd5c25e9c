package dev.syncedstore.core.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of its keys. A change copies the path to it and shares
 * the rest: a weight-balanced tree after Adams, with the balance of Hirai and Yamamoto
 * (weights 3 and 2).
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class OrderedMap<K, V> {

	private static final int MAX_RATIO = 3;

	private static final int SINGLE_ROTATION_RATIO = 2;

	private final Comparator<? super K> order;

	private final @Nullable Node<K, V> root;

	private OrderedMap(Comparator<? super K> order, @Nullable Node<K, V> root) {
		this.order = order;
		this.root = root;
	}

	/**
	 * A map without entries.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param order the order of keys
	 * @return the map
	 */
	public static <K, V> OrderedMap<K, V> empty(Comparator<? super K> order) {
		return new OrderedMap<>(order, null);
	}

	/**
	 * A map with the entries of another.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param order the order of keys
	 * @param values the entries
	 * @return the map
	 */
	public static <K, V> OrderedMap<K, V> copyOf(Comparator<? super K> order, Map<K, V> values) {
		List<Map.Entry<K, V>> sorted = new ArrayList<>(values.entrySet());
		sorted.sort(Map.Entry.comparingByKey(order));
		return ofSorted(order, sorted);
	}

	/**
	 * A map with entries that are in its order already.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param order the order of keys
	 * @param sorted the entries, ascending, each key once
	 * @return the map
	 */
	public static <K, V> OrderedMap<K, V> ofSorted(Comparator<? super K> order, List<Map.Entry<K, V>> sorted) {
		return new OrderedMap<>(order, build(sorted, 0, sorted.size()));
	}

	/**
	 * How many entries there are.
	 * @return the number
	 */
	public int size() {
		return Node.size(this.root);
	}

	/**
	 * The value under a key.
	 * @param key the key
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable V get(K key) {
		Node<K, V> node = this.root;
		while (node != null) {
			int comparison = this.order.compare(key, node.key);
			if (comparison == 0) {
				return node.value;
			}
			node = (comparison < 0) ? node.left : node.right;
		}
		return null;
	}

	/**
	 * The map with a value under a key.
	 * @param key the key
	 * @param value the value
	 * @return a new map
	 */
	public OrderedMap<K, V> put(K key, V value) {
		return new OrderedMap<>(this.order, put(this.root, key, value));
	}

	/**
	 * The map without a key.
	 * @param key the key
	 * @return a new map, or this one if it has no such key
	 */
	public OrderedMap<K, V> remove(K key) {
		Node<K, V> without = remove(this.root, key);
		return (without != this.root) ? new OrderedMap<>(this.order, without) : this;
	}

	/**
	 * The map after many changes, at less cost than one by one.
	 * @param keys the keys to change, ascending, each once
	 * @param values their new values, {@code null} where the key is removed
	 * @return a new map, or this one if nothing changes
	 */
	public OrderedMap<K, V> with(List<K> keys, List<? extends @Nullable V> values) {
		Node<K, V> with = new ManyChanges<K, V>(this.order, keys, values).applyTo(this.root);
		return (with != this.root) ? new OrderedMap<>(this.order, with) : this;
	}

	/**
	 * The first entry.
	 * @return the entry, or {@code null} if the map is empty
	 */
	public Map.@Nullable Entry<K, V> first() {
		return (this.root != null) ? leftmost(this.root) : null;
	}

	/**
	 * All entries, ascending.
	 * @return the entries
	 */
	public Iterator<Map.Entry<K, V>> iterator() {
		return new OrderedMapIterator<>(this.root, this.order, null, false);
	}

	/**
	 * The entries of a range.
	 * @param from the lower bound
	 * @param fromInclusive whether the lower bound belongs to the range
	 * @param to the upper bound, which doesn't belong to the range
	 * @param reverse whether to go from the upper bound down
	 * @return the entries
	 */
	public Iterator<Map.Entry<K, V>> range(K from, boolean fromInclusive, K to, boolean reverse) {
		return new OrderedMapIterator<>(this.root, this.order, new OrderedMapIterator.Bounds<>(from, fromInclusive, to),
				reverse);
	}

	private Node<K, V> put(@Nullable Node<K, V> node, K key, V value) {
		if (node == null) {
			return new Node<>(key, value, null, null);
		}
		int comparison = this.order.compare(key, node.key);
		if (comparison == 0) {
			return new Node<>(node.key, value, node.left, node.right);
		}
		return (comparison < 0) ? balance(node, put(node.left, key, value), node.right)
				: balance(node, node.left, put(node.right, key, value));
	}

	private @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
		if (node == null) {
			return null;
		}
		int comparison = this.order.compare(key, node.key);
		if (comparison == 0) {
			return join(node.left, node.right);
		}
		if (comparison < 0) {
			Node<K, V> left = remove(node.left, key);
			return (left != node.left) ? balance(node, left, node.right) : node;
		}
		Node<K, V> right = remove(node.right, key);
		return (right != node.right) ? balance(node, node.left, right) : node;
	}

	static <K, V> @Nullable Node<K, V> build(List<Map.Entry<K, V>> sorted, int from, int to) {
		if (from >= to) {
			return null;
		}
		int middle = (from + to) >>> 1;
		Map.Entry<K, V> entry = sorted.get(middle);
		return new Node<>(entry.getKey(), entry.getValue(), build(sorted, from, middle), build(sorted, middle + 1, to));
	}

	static <K, V> @Nullable Node<K, V> join(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
		if (left == null) {
			return right;
		}
		if (right == null) {
			return left;
		}
		Node<K, V> first = leftmost(right);
		return balance(first, left, removeLeftmost(right));
	}

	private static <K, V> Node<K, V> leftmost(Node<K, V> node) {
		Node<K, V> result = node;
		while (result.left != null) {
			result = result.left;
		}
		return result;
	}

	private static <K, V> @Nullable Node<K, V> removeLeftmost(Node<K, V> node) {
		return (node.left != null) ? balance(node, removeLeftmost(node.left), node.right) : node.right;
	}

	static <K, V> Node<K, V> balance(Node<K, V> middle, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
		if (right != null && outweighs(right, left)) {
			return rotateLeft(middle, left, right);
		}
		if (left != null && outweighs(left, right)) {
			return rotateRight(middle, left, right);
		}
		return middle.with(left, right);
	}

	/** Whether two trees are too different to stand side by side. */
	static boolean outweighs(@Nullable Node<?, ?> heavy, @Nullable Node<?, ?> light) {
		return Node.size(heavy) + 1 > MAX_RATIO * (Node.size(light) + 1);
	}

	private static <K, V> Node<K, V> rotateLeft(Node<K, V> middle, @Nullable Node<K, V> left, Node<K, V> right) {
		Node<K, V> inner = right.left;
		if (inner == null || Node.size(inner) + 1 < SINGLE_ROTATION_RATIO * (Node.size(right.right) + 1)) {
			return right.with(middle.with(left, inner), right.right);
		}
		return inner.with(middle.with(left, inner.left), right.with(inner.right, right.right));
	}

	private static <K, V> Node<K, V> rotateRight(Node<K, V> middle, Node<K, V> left, @Nullable Node<K, V> right) {
		Node<K, V> inner = left.right;
		if (inner == null || Node.size(inner) + 1 < SINGLE_ROTATION_RATIO * (Node.size(left.left) + 1)) {
			return left.with(left.left, middle.with(inner, right));
		}
		return inner.with(left.with(left.left, inner.left), middle.with(inner.right, right));
	}

	/**
	 * An entry and the subtrees beside it.
	 */
	static final class Node<K, V> implements Map.Entry<K, V> {

		final K key;

		final V value;

		final @Nullable Node<K, V> left;

		final @Nullable Node<K, V> right;

		private final int size;

		Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
			this.key = key;
			this.value = value;
			this.left = left;
			this.right = right;
			this.size = size(left) + size(right) + 1;
		}

		static int size(@Nullable Node<?, ?> node) {
			return (node != null) ? node.size : 0;
		}

		Node<K, V> with(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
			return new Node<>(this.key, this.value, left, right);
		}

		@Override
		public K getKey() {
			return this.key;
		}

		@Override
		public V getValue() {
			return this.value;
		}

		@Override
		public V setValue(V value) {
			throw new UnsupportedOperationException("The map is immutable");
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Map.Entry<?, ?> that && Objects.equals(this.key, that.getKey())
					&& Objects.equals(this.value, that.getValue());
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.key) ^ Objects.hashCode(this.value);
		}

		@Override
		public String toString() {
			return this.key + "=" + this.value;
		}

	}

}

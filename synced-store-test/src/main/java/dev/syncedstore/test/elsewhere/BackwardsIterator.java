package dev.syncedstore.test.elsewhere;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Iterates from the end.
 *
 * @param <T> the type of the elements
 */
final class BackwardsIterator<T> implements Iterator<T> {

	private final List<T> elements;

	private final Consumer<T> remover;

	private int next;

	BackwardsIterator(Iterator<T> forwards, Consumer<T> remover) {
		this.elements = list(forwards);
		this.remover = remover;
	}

	static <T> List<T> list(Iterator<T> forwards) {
		List<T> list = new ArrayList<>();
		forwards.forEachRemaining(list::add);
		Collections.reverse(list);
		return list;
	}

	@Override
	public boolean hasNext() {
		return this.next < this.elements.size();
	}

	@Override
	public T next() {
		return this.elements.get(this.next++);
	}

	@Override
	public void remove() {
		this.remover.accept(this.elements.get(this.next - 1));
	}

}

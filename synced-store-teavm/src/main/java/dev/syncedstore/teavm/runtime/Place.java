package dev.syncedstore.teavm.runtime;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.state.InvalidValueException;

/**
 * Where in a value somebody reads or writes.
 */
public final class Place {

	private final List<Object> steps = new ArrayList<>();

	private final boolean inDocumentOrder;

	Place() {
		this(false);
	}

	/**
	 * Begin at the whole value.
	 * @param inDocumentOrder whether members are to be read in their own order, rather
	 * than in the order of a record's components
	 */
	Place(boolean inDocumentOrder) {
		this.inDocumentOrder = inDocumentOrder;
	}

	boolean isInDocumentOrder() {
		return this.inDocumentOrder;
	}

	void enter(String name) {
		this.steps.add(name);
	}

	void enter(int index) {
		this.steps.add(index);
	}

	void leave() {
		this.steps.remove(this.steps.size() - 1);
	}

	InvalidValueException problem(String problem) {
		return new InvalidValueException(toString(), problem);
	}

	/** Such as {@code items[2].text}. */
	@Override
	public String toString() {
		StringBuilder path = new StringBuilder();
		for (Object step : this.steps) {
			if (step instanceof String name) {
				path.append((path.length() > 0) ? "." : "").append(Js.printable(name));
			}
			else {
				path.append('[').append(((Integer) step).intValue()).append(']');
			}
		}
		return path.toString();
	}

}

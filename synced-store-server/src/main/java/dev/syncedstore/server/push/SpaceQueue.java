package dev.syncedstore.server.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The calls that wait for one space. Guarded by whoever holds it.
 */
final class SpaceQueue {

	private final Deque<SpaceCall> calls = new ArrayDeque<>();

	private int size;

	/** How many mutations wait. */
	int size() {
		return this.size;
	}

	boolean isEmpty() {
		return this.calls.isEmpty();
	}

	void add(SpaceCall call) {
		this.calls.add(call);
		this.size += call.size();
	}

	/** Put calls back that were taken too early. */
	void putBack(List<SpaceCall> calls) {
		for (int i = calls.size() - 1; i >= 0; i--) {
			this.calls.addFirst(calls.get(i));
			this.size += calls.get(i).size();
		}
	}

	SpaceCall first() {
		return this.calls.element();
	}

	SpaceCall take() {
		SpaceCall call = this.calls.remove();
		this.size -= call.size();
		return call;
	}

	List<SpaceCall> takeAll() {
		List<SpaceCall> result = new ArrayList<>(this.calls);
		this.calls.clear();
		this.size = 0;
		return result;
	}

}

package dev.syncedstore.server.poke;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what it was told.
 */
final class RecordedReceiver implements PokeReceiver {

	private static final WireCodec CODEC = new WireCodec();

	final List<Poke> pokes = new ArrayList<>();

	@Nullable ProblemCode end;

	@Override
	public void poked(Poke poke) {
		this.pokes.add(poke);
	}

	@Override
	public void ended(ProblemCode code, String detail) {
		this.end = code;
	}

	List<Delta> deltas() {
		return this.pokes.stream().map((poke) -> CODEC.readDelta(poke.json())).toList();
	}

	Delta last() {
		return deltas().get(this.pokes.size() - 1);
	}

	/** The versions reached: negative for empty ranges. */
	List<Long> versions() {
		return deltas().stream()
			.map((delta) -> delta.isEmptyRange() ? -delta.maxIncludedVersion() : delta.maxIncludedVersion())
			.toList();
	}

	String allText() {
		return String.join("\n", this.pokes.stream().map(Poke::json).toList());
	}

}

package dev.syncedstore.server.poke;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.server.log.SpaceHead;

/**
 * Makes the messages of one hub and numbers them. Thread-safe.
 */
final class PokeWriter {

	/** A larger delta is not pushed: its receiver pulls. */
	static final int MAX_DELTA_BYTES = 256 * 1024;

	private static final int MAX_BYTES_PER_CHAR = 3;

	private final Function<Delta, String> serializer;

	private final AtomicLong lastNumber = new AtomicLong();

	PokeWriter(Function<Delta, String> serializer) {
		this.serializer = serializer;
	}

	/**
	 * The message that brings a delta or, if that is too large, the empty range at its
	 * last version.
	 */
	Poke delta(Delta delta) {
		Delta emptyRange = Delta.emptyRange(delta.epoch(), delta.checkpoint(), delta.maxIncludedVersion());
		String json = this.serializer.apply(delta);
		if (json.length() > MAX_DELTA_BYTES / MAX_BYTES_PER_CHAR && EntryKey.utf8Length(json) > MAX_DELTA_BYTES) {
			return emptyRange(emptyRange);
		}
		return new Poke(emptyRange, json, number(), this);
	}

	/**
	 * The message that says only where the space is.
	 */
	Poke emptyRange(SpaceHead head) {
		return emptyRange(Delta.emptyRange(head.epoch(), head.checkpoint(), head.version()));
	}

	Poke emptyRange(Delta emptyRange) {
		return new Poke(emptyRange, this.serializer.apply(emptyRange), number(), this);
	}

	private long number() {
		return this.lastNumber.incrementAndGet();
	}

}

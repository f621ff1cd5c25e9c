package dev.syncedstore.server.poke;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.server.log.CommittedBatch;

/**
 * Decides who gets to see what of a commit: the only place where what is committed is
 * filtered before it is sent. Each audience's message is serialised once; all receivers
 * without private news or rejections are one audience. Belongs to one thread.
 */
final class DeltaAudiences {

	/** What no table's name begins with, so that such a key is never shared. */
	private static final String RESERVED_PREFIX = "$$";

	private final CommittedBatch batch;

	private final boolean readable;

	private final PokeWriter writer;

	private final List<Patch> shared = new ArrayList<>();

	private final Map<String, List<Patch>> privateByOwner = new HashMap<>();

	private final Map<String, List<RejectedMutation>> rejectionsByClient = new HashMap<>();

	private final Map<Audience, Poke> pokes = new HashMap<>();

	/**
	 * Create it.
	 * @param batch what was committed
	 * @param readable whether subscribers can know what it is: if it is under another
	 * version of the schema, they are told only that the space has moved on
	 * @param writer makes messages
	 */
	DeltaAudiences(CommittedBatch batch, boolean readable, PokeWriter writer) {
		this.batch = batch;
		this.readable = readable;
		this.writer = writer;
		for (Patch patch : batch.patches()) {
			EntryKey key = EntryKey.parse(patch.key());
			if (key.visibility() == Visibility.PRIVATE) {
				this.privateByOwner.computeIfAbsent(key.owner(), (owner) -> new ArrayList<>()).add(patch);
			}
			else if (key.visibility() == Visibility.SHARED && !patch.key().startsWith(RESERVED_PREFIX)) {
				this.shared.add(patch);
			}
		}
		for (RejectedMutation rejection : batch.rejections()) {
			this.rejectionsByClient.computeIfAbsent(rejection.clientId(), (client) -> new ArrayList<>()).add(rejection);
		}
	}

	CommittedBatch batch() {
		return this.batch;
	}

	/**
	 * Whether a client's mutations are among the rejected ones.
	 */
	boolean rejects(String clientId) {
		return this.rejectionsByClient.containsKey(clientId);
	}

	/**
	 * The message for one receiver, whose client is known to belong to its user or has no
	 * rejections.
	 */
	Poke pokeFor(PokeSubscription receiver) {
		Audience audience = new Audience(this.privateByOwner.containsKey(receiver.userId()) ? receiver.userId() : "",
				rejects(receiver.clientId()) ? receiver.clientId() : "");
		return this.pokes.computeIfAbsent(audience, this::build);
	}

	private Poke build(Audience audience) {
		if (!this.readable) {
			return this.writer.emptyRange(this.batch.head());
		}
		List<Patch> patches = new ArrayList<>(this.privateByOwner.getOrDefault(audience.owner, List.of()));
		patches.addAll(this.shared);
		if (BatchMerger.weight(patches) > PokeWriter.MAX_DELTA_BYTES) {
			return this.writer.emptyRange(this.batch.head());
		}
		return this.writer.delta(new Delta(this.batch.head().epoch(), this.batch.head().checkpoint(),
				this.batch.minVersion(), this.batch.head().version(), patches, this.batch.lastMutationIds(),
				this.rejectionsByClient.getOrDefault(audience.client, List.of())));
	}

	/**
	 * Receivers that see the same.
	 *
	 * @param owner the user who has private news, or empty
	 * @param client the client that has rejections, or empty
	 */
	private record Audience(String owner, String client) {
	}

}

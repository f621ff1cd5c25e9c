package dev.syncedstore.server.poke;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;

/**
 * Makes one batch of several in a row, as long as they are small, so that a space that
 * changes often sends fewer and larger messages the less it keeps up. Belongs to one
 * thread.
 */
final class BatchMerger {

	/** Far below the size at which a delta is not sent any more. */
	private static final int MAX_WEIGHT = 64 * 1024;

	/** What a patch or a client takes in a message, besides key and value. */
	private static final int OVERHEAD = 32;

	private final Consumer<CommittedBatch> sink;

	private final List<CommittedBatch> waiting = new ArrayList<>();

	private int waitingWeight;

	BatchMerger(Consumer<CommittedBatch> sink) {
		this.sink = sink;
	}

	void add(CommittedBatch batch) {
		int weight = weight(batch);
		if (this.waitingWeight + weight > MAX_WEIGHT || !follows(batch)) {
			flush();
		}
		this.waiting.add(batch);
		this.waitingWeight += weight;
	}

	void flush() {
		if (!this.waiting.isEmpty()) {
			CommittedBatch merged = (this.waiting.size() == 1) ? this.waiting.get(0) : merge(this.waiting);
			this.waiting.clear();
			this.waitingWeight = 0;
			this.sink.accept(merged);
		}
	}

	private boolean follows(CommittedBatch batch) {
		if (this.waiting.isEmpty()) {
			return true;
		}
		SpaceHead last = this.waiting.get(this.waiting.size() - 1).head();
		return last.epoch().equals(batch.head().epoch()) && last.version() + 1 == batch.minVersion();
	}

	private static CommittedBatch merge(List<CommittedBatch> batches) {
		Map<String, Patch> patches = new LinkedHashMap<>();
		Map<String, Long> lastMutationIds = new HashMap<>();
		List<RejectedMutation> rejections = new ArrayList<>();
		for (CommittedBatch batch : batches) {
			batch.patches().forEach((patch) -> patches.put(patch.key(), patch));
			lastMutationIds.putAll(batch.lastMutationIds());
			rejections.addAll(batch.rejections());
		}
		CommittedBatch first = batches.get(0);
		return new CommittedBatch(first.space(), batches.get(batches.size() - 1).head(), first.minVersion(),
				List.copyOf(patches.values()), lastMutationIds, rejections);
	}

	/**
	 * About how many characters a batch takes.
	 */
	static int weight(CommittedBatch batch) {
		long weight = weight(batch.patches()) + 2L * OVERHEAD * batch.lastMutationIds().size();
		for (RejectedMutation rejection : batch.rejections()) {
			weight += rejection.message().length() + 2 * OVERHEAD;
		}
		return (int) Math.min(weight, Integer.MAX_VALUE / 2);
	}

	/**
	 * At least so many bytes the patches take in a message.
	 */
	static long weight(List<Patch> patches) {
		long weight = 0;
		for (Patch patch : patches) {
			StoredValue value = patch.value();
			weight += patch.key().length() + ((value != null) ? value.json().length() : 0) + OVERHEAD / 2;
		}
		return weight;
	}

}

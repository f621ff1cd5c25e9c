package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.mutation.EnqueuedAction;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.OutboxEntry;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SentMutation;
import dev.syncedstore.server.log.VersionedPatch;

/**
 * What the mutations of a batch have done so far.
 */
final class BatchState {

	private final Overlay overlay;

	private final Map<String, Long> changedAt = new HashMap<>();

	private final List<ProcessedMutation> mutations = new ArrayList<>();

	private final List<OutboxEntry> enqueued = new ArrayList<>();

	private final List<SentMutation> sent = new ArrayList<>();

	private final List<Fault> faults = new ArrayList<>();

	private final int schemaVersion;

	private long version;

	private long bytes;

	BatchState(EntryView below, long version, int schemaVersion) {
		this.overlay = new Overlay(below);
		this.version = version;
		this.schemaVersion = schemaVersion;
	}

	/** What the next mutation reads. */
	Overlay overlay() {
		return this.overlay;
	}

	long version() {
		return this.version;
	}

	/** About how much the changes take. */
	long bytes() {
		return this.bytes;
	}

	long nextVersion() {
		return this.version + 1;
	}

	/** Take the next version, for good or ill. */
	void add(ProcessedMutation mutation, Outcome outcome) {
		this.version = mutation.version();
		this.mutations.add(mutation);
		for (Patch change : outcome.changes()) {
			this.overlay.put(change);
			this.changedAt.put(change.key(), this.version);
			StoredValue value = change.value();
			this.bytes += change.key().length() + ((value != null) ? value.json().length() : 0);
		}
		for (EnqueuedAction action : outcome.actions()) {
			this.enqueued.add(new OutboxEntry(mutation.userId(), action, this.schemaVersion));
			this.bytes += action.args().length();
		}
		for (Sending sending : outcome.sent()) {
			this.sent.add(new SentMutation(sending.target(), sending.mutator(), sending.args(), sending.hops(),
					mutation.userId(), mutation.mutator(), mutation.version(), sending.schemaVersion()));
			this.bytes += sending.args().length();
		}
		if (outcome.fault() != null) {
			this.faults.add(new Fault(mutation, outcome.fault()));
		}
	}

	List<VersionedPatch> patches() {
		return this.overlay.changes()
			.stream()
			.map((patch) -> new VersionedPatch(this.changedAt.getOrDefault(patch.key(), this.version), patch))
			.toList();
	}

	List<ProcessedMutation> mutations() {
		return this.mutations;
	}

	List<OutboxEntry> enqueued() {
		return this.enqueued;
	}

	List<SentMutation> sent() {
		return this.sent;
	}

	List<Fault> faults() {
		return this.faults;
	}

	/**
	 * A mutation that failed through no intention of its own.
	 */
	record Fault(ProcessedMutation mutation, Throwable cause) {
	}

}

package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.OrderedMap;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.VersionedPatch;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a space at one version. Immutable, and shares most of its memory with
 * the versions before and after it.
 *
 * @param head where the space is
 * @param entries its entries
 * @param versions the version that changed each key last, deleted ones included
 * @param changes the last change of each key, in the order of changes
 * @param clients its clients
 * @param commits its commits by their last versions
 * @param horizonCheckpoint the checkpoint at its horizon
 */
record SpaceVersion(SpaceHead head, Entries entries, OrderedMap<String, Long> versions,
		OrderedMap<ChangePosition, Patch> changes, OrderedMap<String, ClientRecord> clients,
		OrderedMap<Long, SpaceCommit> commits, @Nullable String horizonCheckpoint) {

	static SpaceVersion empty(SpaceHead head) {
		return new SpaceVersion(head, Entries.EMPTY, OrderedMap.empty(KeyOrder.COMPARATOR),
				OrderedMap.empty(Comparator.naturalOrder()), OrderedMap.empty(Comparator.naturalOrder()),
				OrderedMap.empty(Comparator.naturalOrder()), null);
	}

	SpaceVersion with(SpaceCommit commit) {
		OrderedMap<String, Long> versions = this.versions;
		OrderedMap<ChangePosition, Patch> changes = this.changes;
		for (VersionedPatch change : commit.patches()) {
			String key = change.patch().key();
			Long before = versions.get(key);
			if (before != null) {
				changes = changes.remove(new ChangePosition(before, key));
			}
			versions = versions.put(key, change.version());
			changes = changes.put(new ChangePosition(change.version(), key), change.patch());
		}
		OrderedMap<String, ClientRecord> clients = this.clients;
		for (ClientRecord client : commit.clients()) {
			clients = clients.put(client.clientId(), seenAt(client, commit.committedAt()));
		}
		boolean advances = commit.version() != this.head.version();
		return new SpaceVersion(this.head.after(commit), this.entries.with(commit.plainPatches()), versions, changes,
				clients, advances ? this.commits.put(commit.version(), commit) : this.commits, this.horizonCheckpoint);
	}

	private static ClientRecord seenAt(ClientRecord client, Instant time) {
		return new ClientRecord(client.clientId(), client.userId(), client.lastMutationId(),
				client.acknowledgedMutationId(), client.nonces(), client.rejections(), time);
	}

	/** The same somewhere else. */
	SpaceVersion with(SpaceHead head) {
		return new SpaceVersion(head, this.entries, this.versions, this.changes, this.clients, this.commits,
				this.horizonCheckpoint);
	}

	SpaceVersion with(ClientRecord client) {
		return new SpaceVersion(this.head, this.entries, this.versions, this.changes,
				this.clients.put(client.clientId(), client), this.commits, this.horizonCheckpoint);
	}

	SpaceVersion claim(String clientId, String userId, Instant now) {
		return (this.clients.get(clientId) != null) ? this
				: with(new ClientRecord(clientId, userId, 0, 0, NonceWindow.EMPTY, List.of(), now));
	}

	SpaceVersion saw(String clientId, long acknowledgedId, Instant now) {
		ClientRecord client = this.clients.get(clientId);
		if (client == null) {
			return this;
		}
		long acknowledged = Math.max(client.acknowledgedMutationId(),
				Math.min(acknowledgedId, client.lastMutationId()));
		return with(new ClientRecord(clientId, client.userId(), client.lastMutationId(), acknowledged, client.nonces(),
				client.rejections().stream().filter((rejection) -> rejection.mutationId() > acknowledged).toList(),
				now));
	}

	/** Without what is too old. */
	SpaceVersion retaining(RetentionRules rules, Instant now) {
		return forgetClients(RetentionRules.cutoff(now, rules.clients()))
			.forgetDeletions(RetentionRules.cutoff(now, rules.deletions()))
			.forgetCommits(RetentionRules.cutoff(now, rules.log()));
	}

	private SpaceVersion forgetClients(Instant before) {
		SpaceVersion result = this;
		Iterator<Map.Entry<String, ClientRecord>> all = this.clients.iterator();
		while (all.hasNext()) {
			ClientRecord client = all.next().getValue();
			if (client.seenAt().isBefore(before) && client.lastMutationId() > 0
					&& client.acknowledgedMutationId() >= client.lastMutationId()) {
				result = result.with(client.forgotten());
			}
		}
		return result;
	}

	private SpaceVersion forgetDeletions(Instant before) {
		SpaceCommit last = null;
		for (SpaceCommit commit : commitsSince(this.head.horizon())) {
			last = commit.committedAt().isBefore(before) ? commit : last;
		}
		if (last == null) {
			return this;
		}
		OrderedMap<ChangePosition, Patch> changes = this.changes;
		OrderedMap<String, Long> versions = this.versions;
		Iterator<Map.Entry<ChangePosition, Patch>> old = this.changes.range(new ChangePosition(0, ""), true,
				ChangePosition.endOf(last.version()), false);
		while (old.hasNext()) {
			Map.Entry<ChangePosition, Patch> change = old.next();
			if (change.getValue().value() == null) {
				changes = changes.remove(change.getKey());
				versions = versions.remove(change.getKey().key());
			}
		}
		return new SpaceVersion(this.head.withHorizon(last.version()), this.entries, versions, changes, this.clients,
				this.commits, last.checkpoint());
	}

	private SpaceVersion forgetCommits(Instant before) {
		OrderedMap<Long, SpaceCommit> kept = this.commits;
		for (SpaceCommit commit : commitsSince(0)) {
			if (commit.committedAt().isBefore(before)) {
				kept = kept.remove(commit.version());
			}
		}
		return new SpaceVersion(this.head, this.entries, this.versions, this.changes, this.clients, kept,
				this.horizonCheckpoint);
	}

	/**
	 * Entries of every visibility that were not changed after a version, in their order.
	 */
	List<Patch> entriesAfter(String wireKey, long upToVersion) {
		Comparator<String> order = Comparator.comparing(SpaceVersion::scope)
			.thenComparing((key) -> EntryKey.parse(key).owner(), KeyOrder.COMPARATOR)
			.thenComparing((key) -> EntryKey.parse(key).path(), KeyOrder.COMPARATOR);
		List<Patch> result = new ArrayList<>();
		this.entries.all().forEachRemaining((entry) -> {
			Long changedAt = this.versions.get(entry.getKey());
			if (changedAt != null && changedAt <= upToVersion && order.compare(entry.getKey(), wireKey) > 0) {
				result.add(new Patch(entry.getKey(), entry.getValue()));
			}
		});
		result.sort(Comparator.comparing(Patch::key, order));
		return result;
	}

	private static Visibility scope(String wireKey) {
		return EntryKey.parse(wireKey).visibility();
	}

	String ownerOf(String clientId) {
		return Objects.requireNonNull(this.clients.get(clientId)).userId();
	}

	@Nullable String checkpointAt(long version) {
		if (version < this.head.horizon()) {
			return null;
		}
		if (version == this.head.version()) {
			return this.head.checkpoint();
		}
		if (version == this.head.horizon()) {
			return this.horizonCheckpoint;
		}
		SpaceCommit commit = this.commits.get(version);
		return (commit != null) ? commit.checkpoint() : null;
	}

	/** The commits after a version, the earliest first. */
	List<SpaceCommit> commitsSince(long version) {
		List<SpaceCommit> result = new ArrayList<>();
		Iterator<Map.Entry<Long, SpaceCommit>> later = this.commits.range(version, false, Long.MAX_VALUE, false);
		later.forEachRemaining((entry) -> result.add(entry.getValue()));
		return result;
	}

	/** The last changes of keys after a position, in their order. */
	Iterator<Map.Entry<ChangePosition, Patch>> changesAfter(ChangePosition position) {
		return this.changes.range(position, false, new ChangePosition(Long.MAX_VALUE, ""), false);
	}

	/** Whether a client has not acknowledged a rejection yet. */
	boolean isKept(RejectedMutation rejection) {
		ClientRecord client = this.clients.get(rejection.clientId());
		return client != null && client.rejections().contains(rejection);
	}

}

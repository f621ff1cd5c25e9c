package dev.syncedstore.test.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.OrderedMap;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.NonceWindow;
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
 */
record SpaceVersion(SpaceHead head, Entries entries, OrderedMap<String, Long> versions,
		OrderedMap<ChangePosition, Patch> changes, OrderedMap<String, ClientRecord> clients,
		OrderedMap<Long, SpaceCommit> commits) {

	static SpaceVersion empty(SpaceHead head) {
		return new SpaceVersion(head, Entries.EMPTY, OrderedMap.empty(KeyOrder.COMPARATOR),
				OrderedMap.empty(Comparator.naturalOrder()), OrderedMap.empty(Comparator.naturalOrder()),
				OrderedMap.empty(Comparator.naturalOrder()));
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
			clients = clients.put(client.clientId(), client);
		}
		boolean advances = commit.version() != this.head.version();
		SpaceHead head = advances ? new SpaceHead(this.head.rowId(), this.head.epoch(), commit.version(),
				commit.checkpoint(), this.head.horizon()) : this.head;
		return new SpaceVersion(head, this.entries.with(commit.plainPatches()), versions, changes, clients,
				advances ? this.commits.put(commit.version(), commit) : this.commits);
	}

	SpaceVersion claim(String clientId, String userId) {
		if (this.clients.get(clientId) != null) {
			return this;
		}
		ClientRecord client = new ClientRecord(clientId, userId, 0, 0, NonceWindow.EMPTY, List.of());
		return new SpaceVersion(this.head, this.entries, this.versions, this.changes,
				this.clients.put(clientId, client), this.commits);
	}

	String ownerOf(String clientId) {
		return Objects.requireNonNull(this.clients.get(clientId)).userId();
	}

	@Nullable String checkpointAt(long version) {
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

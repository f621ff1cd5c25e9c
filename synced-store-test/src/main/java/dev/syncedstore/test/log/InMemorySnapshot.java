package dev.syncedstore.test.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.EntrySize;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionedPatch;
import org.jspecify.annotations.Nullable;

/**
 * One version of a space, to be read.
 */
class InMemorySnapshot implements SpaceSnapshot {

	/** What a change takes on the wire besides its key and value. */
	private static final int OVERHEAD = 40;

	private final SpaceId space;

	private SpaceVersion version;

	InMemorySnapshot(SpaceId space, SpaceVersion version) {
		this.space = space;
		this.version = version;
	}

	SpaceId space() {
		return this.space;
	}

	SpaceVersion version() {
		return this.version;
	}

	/** Another version takes the place of the one that was shown. */
	void show(SpaceVersion version) {
		this.version = version;
	}

	@Override
	public SpaceHead head() {
		return this.version.head();
	}

	@Override
	public EntryView entries() {
		return this.version.entries();
	}

	@Override
	public @Nullable Entries allEntries(long maxBytes) {
		long bytes = 0;
		Iterator<Map.Entry<String, StoredValue>> all = this.version.entries().all();
		while (all.hasNext() && bytes <= maxBytes) {
			Map.Entry<String, StoredValue> entry = all.next();
			bytes += EntrySize.of(entry.getKey(), entry.getValue());
		}
		return (bytes <= maxBytes) ? this.version.entries() : null;
	}

	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		Map<String, ClientRecord> result = new HashMap<>();
		for (String id : clientIds) {
			ClientRecord client = this.version.clients().get(id);
			if (client != null) {
				result.put(id, client);
			}
		}
		return result;
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		return this.version.checkpointAt(version);
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		List<VersionedPatch> page = new ArrayList<>();
		long bytes = 0;
		Iterator<Map.Entry<ChangePosition, Patch>> changes = this.version.changesAfter(query.after());
		while (changes.hasNext()) {
			Map.Entry<ChangePosition, Patch> change = changes.next();
			Patch patch = change.getValue();
			long version = change.getKey().version();
			if (isVisible(patch.key(), query.userId()) && (patch.value() != null || version > query.deletionsAfter())) {
				if (bytes >= query.maxBytes()) {
					return new ChangePage(page, false);
				}
				page.add(new VersionedPatch(version, patch));
				bytes += OVERHEAD + patch.key().length()
						+ ((patch.value() != null) ? patch.value().json().length() : 0);
			}
		}
		return new ChangePage(page, true);
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		if (head().deleted()) {
			return new CommittedBatch(this.space, head(), head().version(), List.of(), Map.of(), List.of());
		}
		if (version < head().horizon()) {
			return null;
		}
		List<SpaceCommit> commits = this.version.commitsSince(version);
		Map<String, Long> lastMutationIds = new HashMap<>();
		List<RejectedMutation> rejections = new ArrayList<>();
		for (SpaceCommit commit : commits) {
			for (ProcessedMutation mutation : commit.mutations()) {
				if (mutation.clientId() != null) {
					lastMutationIds.put(mutation.clientId(), mutation.mutationId());
				}
				mutation.rejection().filter(this.version::isKept).ifPresent(rejections::add);
			}
		}
		List<Patch> patches = new ArrayList<>();
		this.version.changesAfter(ChangePosition.endOf(version))
			.forEachRemaining((change) -> patches.add(change.getValue()));
		return new CommittedBatch(this.space, head(), version + 1, patches, lastMutationIds, rejections);
	}

	private static boolean isVisible(String wireKey, String userId) {
		EntryKey key = EntryKey.parse(wireKey);
		return switch (key.visibility()) {
			case SHARED -> true;
			case PRIVATE -> key.owner().equals(userId);
			case SERVER_ONLY -> false;
		};
	}

}

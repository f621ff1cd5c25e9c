package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction writes to a space.
 *
 * @param version the space's version after it; the same as before if it only acknowledges
 * @param checkpoint the token of this commit, ignored if the version stays
 * @param committedAt when
 * @param patches the changed entries, one patch a key
 * @param clients the new records of the clients that changed
 * @param settled up to which mutation clients have acknowledged, of those whose
 * rejections can go
 * @param mutations the processed mutations, in the order of their versions
 * @param enqueued the actions that they want to be run after it
 * @param sent the mutations that they send to other spaces, in this order
 * @param growth by how much it changes what the space has
 * @param schema under which version of the schema the data is now, or {@code null} if
 * that has not changed; only with a new version of the space
 */
public record SpaceCommit(long version, String checkpoint, Instant committedAt, List<VersionedPatch> patches,
		List<ClientRecord> clients, Map<String, Long> settled, List<ProcessedMutation> mutations,
		List<OutboxEntry> enqueued, List<SentMutation> sent, Growth growth, @Nullable SpaceSchema schema) {

	public SpaceCommit {
		patches = List.copyOf(patches);
		clients = List.copyOf(clients);
		settled = Map.copyOf(settled);
		mutations = List.copyOf(mutations);
		enqueued = List.copyOf(enqueued);
		sent = List.copyOf(sent);
	}

	/**
	 * A commit that sends nothing, and leaves sizes and the schema as they are.
	 * @param version the space's version after it
	 * @param checkpoint the token of this commit
	 * @param committedAt when
	 * @param patches the changed entries, one patch a key
	 * @param clients the new records of the clients that changed
	 * @param settled up to which mutation clients have acknowledged
	 * @param mutations the processed mutations
	 * @param enqueued the actions that they want to be run after it
	 */
	public SpaceCommit(long version, String checkpoint, Instant committedAt, List<VersionedPatch> patches,
			List<ClientRecord> clients, Map<String, Long> settled, List<ProcessedMutation> mutations,
			List<OutboxEntry> enqueued) {
		this(version, checkpoint, committedAt, patches, clients, settled, mutations, enqueued, List.of(), Growth.NONE,
				null);
	}

	/**
	 * A commit that enqueues nothing.
	 * @param version the space's version after it
	 * @param checkpoint the token of this commit
	 * @param committedAt when
	 * @param patches the changed entries, one patch a key
	 * @param clients the new records of the clients that changed
	 * @param settled up to which mutation clients have acknowledged
	 * @param mutations the processed mutations
	 */
	public SpaceCommit(long version, String checkpoint, Instant committedAt, List<VersionedPatch> patches,
			List<ClientRecord> clients, Map<String, Long> settled, List<ProcessedMutation> mutations) {
		this(version, checkpoint, committedAt, patches, clients, settled, mutations, List.of());
	}

	/**
	 * The same, with which the data comes under another version of the schema.
	 * @param changed that version, or how far it has come
	 * @return another commit
	 */
	public SpaceCommit with(SpaceSchema changed) {
		return new SpaceCommit(this.version, this.checkpoint, this.committedAt, this.patches, this.clients,
				this.settled, this.mutations, this.enqueued, this.sent, this.growth, changed);
	}

	/**
	 * How far the commit brings each client whose mutations are in it.
	 * @return the id of each one's last mutation
	 */
	public Map<String, Long> lastMutationIds() {
		Map<String, Long> last = new LinkedHashMap<>();
		for (ProcessedMutation mutation : this.mutations) {
			if (mutation.clientId() != null) {
				last.put(mutation.clientId(), mutation.mutationId());
			}
		}
		return last;
	}

	/**
	 * The changed entries without their versions.
	 * @return the patches
	 */
	public List<Patch> plainPatches() {
		return this.patches.stream().map(VersionedPatch::patch).toList();
	}

}

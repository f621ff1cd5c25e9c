package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.List;

import dev.syncedstore.core.protocol.RejectedMutation;

/**
 * What one transaction writes to a space.
 *
 * @param version the space's version after it; the same as before if it only acknowledges
 * @param checkpoint the token of this commit, ignored if the version stays
 * @param committedAt when
 * @param patches the changed entries, one patch a key
 * @param clients the new records of the clients that changed
 * @param mutations the processed mutations, in the order of their versions
 */
public record SpaceCommit(long version, String checkpoint, Instant committedAt, List<VersionedPatch> patches,
		List<ClientRecord> clients, List<ProcessedMutation> mutations) {

	public SpaceCommit {
		patches = List.copyOf(patches);
		clients = List.copyOf(clients);
		mutations = List.copyOf(mutations);
	}

	/**
	 * The rejections among the mutations.
	 * @return the rejections of clients' mutations
	 */
	public List<RejectedMutation> rejections() {
		return this.mutations.stream().map(ProcessedMutation::rejection).flatMap(java.util.Optional::stream).toList();
	}

}

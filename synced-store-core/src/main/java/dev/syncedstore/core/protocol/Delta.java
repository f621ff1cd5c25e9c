package dev.syncedstore.core.protocol;

import java.util.List;
import java.util.Map;

import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a space over a range of versions, as one receiver sees it. The empty
 * range, with {@code min = max + 1}, says only where the space is.
 *
 * @param epoch names the unbroken history
 * @param checkpoint the token of the commit that ends at {@code maxIncludedVersion};
 * {@code null} at version 0
 * @param minIncludedVersion the first version covered
 * @param maxIncludedVersion the last version covered
 * @param patches the state at the last version of each key that changed
 * @param lastMutationIds the last processed mutation of clients, by client id
 * @param rejectedMutations the receiver's own rejections
 */
public record Delta(String epoch, @Nullable String checkpoint, long minIncludedVersion, long maxIncludedVersion,
		List<Patch> patches, Map<String, Long> lastMutationIds, List<RejectedMutation> rejectedMutations) {

	public Delta {
		patches = List.copyOf(patches);
		lastMutationIds = Map.copyOf(lastMutationIds);
		rejectedMutations = List.copyOf(rejectedMutations);
	}

	/**
	 * The empty range at a version.
	 * @param epoch the space's epoch
	 * @param checkpoint the checkpoint of the version
	 * @param version the space's version
	 * @return a delta that only says where the space is
	 */
	public static Delta emptyRange(String epoch, @Nullable String checkpoint, long version) {
		return new Delta(epoch, checkpoint, version + 1, version, List.of(), Map.of(), List.of());
	}

	/**
	 * Whether this covers no version at all.
	 * @return {@code true} for the empty range
	 */
	public boolean isEmptyRange() {
		return this.minIncludedVersion > this.maxIncludedVersion;
	}

}

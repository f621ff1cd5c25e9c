package dev.syncedstore.server.log;

import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;

/**
 * What one commit, or several in a row, did to a space: all of it, of every visibility.
 * Nothing of this may be sent anywhere before it is filtered for its receiver. One whose
 * head is deleted says that the space has ended; one without versions, that the space is
 * where the head says.
 *
 * @param space the space
 * @param head where the space is after it
 * @param minVersion its first version
 * @param patches the state of each key that changed, with keys as on the wire
 * @param lastMutationIds the last processed mutation of each client that had some
 * @param rejections the mutations that were rejected
 */
public record CommittedBatch(SpaceId space, SpaceHead head, long minVersion, List<Patch> patches,
		Map<String, Long> lastMutationIds, List<RejectedMutation> rejections) {

	public CommittedBatch {
		patches = List.copyOf(patches);
		lastMutationIds = Map.copyOf(lastMutationIds);
		rejections = List.copyOf(rejections);
	}

}

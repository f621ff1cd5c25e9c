package dev.syncedstore.server.delivery;

import java.time.Instant;

import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.SpaceId;

/**
 * A mutation that a space has sent to another, and that was rejected there.
 *
 * @param id its id
 * @param target the space that it was sent to
 * @param mutator the mutator that was to run there
 * @param source where it comes from, and in whose name
 * @param failure why it was rejected: code and message
 * @param parkedAt when
 */
public record ParkedDelivery(long id, SpaceId target, String mutator, MutationSource source, String failure,
		Instant parkedAt) {
}

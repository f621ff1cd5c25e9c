package dev.syncedstore.server.log;

import dev.syncedstore.core.SpaceId;

/**
 * A mutation that a commit sends to another space.
 *
 * @param target the other space
 * @param mutator the mutator to run there
 * @param args its arguments as JSON text
 * @param hops over how many spaces it comes, the one that sends it included
 * @param userId in whose name it runs
 * @param sourceMutator the mutator that has sent it
 * @param sourceVersion the version of the mutation that has sent it
 * @param schemaVersion under which version of the other space's schema it was made
 */
public record SentMutation(SpaceId target, String mutator, String args, int hops, String userId, String sourceMutator,
		long sourceVersion, int schemaVersion) {
}

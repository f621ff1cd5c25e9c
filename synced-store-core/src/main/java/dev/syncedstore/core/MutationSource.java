package dev.syncedstore.core;

/**
 * Where a mutation comes from that another space has sent, by
 * {@link MutationContext#mutateOther}.
 *
 * @param space the space that has sent it
 * @param userId the user whose mutation there has sent it, in whose name it runs here
 * @param mutator the name of that mutation's mutator
 * @param version the version of the other space that the mutation there has taken
 */
public record MutationSource(SpaceId space, String userId, String mutator, long version) {
}

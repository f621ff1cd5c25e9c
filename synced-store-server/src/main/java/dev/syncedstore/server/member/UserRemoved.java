package dev.syncedstore.server.member;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Member;

/**
 * A user is not in a space any more.
 *
 * @param space the space
 * @param userId the user
 * @param member what the space knew of the user before
 */
public record UserRemoved(SpaceId space, String userId, Member member) {
}

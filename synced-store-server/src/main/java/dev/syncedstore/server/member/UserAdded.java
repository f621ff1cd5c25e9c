package dev.syncedstore.server.member;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Member;

/**
 * A user comes into a space.
 *
 * @param space the space
 * @param userId the user
 * @param member what the space knows of the user now
 */
public record UserAdded(SpaceId space, String userId, Member member) {
}

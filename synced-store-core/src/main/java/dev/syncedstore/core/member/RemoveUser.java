package dev.syncedstore.core.member;

/**
 * Take somebody's access away, see {@link Members#REMOVE_USER}.
 *
 * @param user the user's id
 */
public record RemoveUser(String user) {
}

package dev.syncedstore.core.member;

/**
 * Give a member another role, see {@link Members#SET_ROLE}.
 *
 * @param user the user's id
 * @param role the new role
 */
public record SetRole(String user, String role) {
}

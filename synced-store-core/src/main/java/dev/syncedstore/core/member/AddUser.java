package dev.syncedstore.core.member;

/**
 * Let somebody in, see {@link Members#ADD_USER}.
 *
 * @param user the user's id
 * @param role the role that the user gets
 */
public record AddUser(String user, String role) {
}

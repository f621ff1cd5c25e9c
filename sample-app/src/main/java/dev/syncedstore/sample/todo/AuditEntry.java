package dev.syncedstore.sample.todo;

/**
 * Who did what to which todo. Never leaves the server.
 *
 * @param user who did it
 * @param mutator what they did
 * @param todo the todo's id
 */
public record AuditEntry(String user, String mutator, String todo) {
}

package dev.syncedstore.sample.member;

/**
 * An invitation, known to the server and to who made it.
 *
 * @param by who made it
 * @param role the role that whoever opens it gets
 * @param made when it was made, in milliseconds since 1970
 * @param expires until when it holds, in milliseconds since 1970
 */
record Invitation(String by, String role, long made, long expires) {
}

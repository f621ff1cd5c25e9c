package dev.syncedstore.sample.cli;

import java.net.URI;

/**
 * Who asks which server.
 *
 * @param server the server's address
 * @param user the user's name
 * @param password what proves it
 */
record Account(URI server, String user, String password) {
}

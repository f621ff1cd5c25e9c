package dev.syncedstore.sample.cli.data;

import java.net.URI;

/**
 * One list of one user at one server.
 *
 * @param server the server's address
 * @param user who signs in there
 * @param list the list
 */
public record ListAddress(URI server, String user, String list) {

	public ListAddress {
		server = URI.create(server.toString().replaceAll("/+$", ""));
	}

	/**
	 * Another list of the same user.
	 * @param other the list
	 * @return its address
	 */
	public ListAddress withList(String other) {
		return new ListAddress(this.server, this.user, other);
	}

}

package dev.syncedstore.autoconfigure.shop;

/**
 * A port: what only the server's box office can do.
 */
public interface BoxOffice {

	void bookSeat(String id, String seat);

	void bookTicket(String id, String ticket);

	void bookAndFail(String id);

	/** In a transaction of its own, whatever becomes of the caller's. */
	void bookOnTheSide(String id);

	void bookForAdmins(String id);

	void bookAndTell(String id);

}

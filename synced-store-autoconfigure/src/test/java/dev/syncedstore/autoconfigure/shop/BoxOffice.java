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

	/** The same, and waits meanwhile until the test lets it go on. */
	void bookSlowlyOnTheSide(String id);

	void bookForAdmins(String id);

	int slow();

	void goOn();

	void bookAndTell(String id);

}

package dev.syncedstore.embedded.testing;

/**
 * A started server, of either kind.
 */
interface TestServer {

	/** For the pools of many cached application contexts. */
	int MAX_CONNECTIONS = 400;

	/**
	 * The address of one of its databases, existing or not. The one called
	 * {@code postgres} is always there.
	 */
	TestDatabase database(String name);

	/**
	 * Where it comes from, for people.
	 */
	String kind();

	/**
	 * Stops it and deletes its data.
	 */
	void stop();

}

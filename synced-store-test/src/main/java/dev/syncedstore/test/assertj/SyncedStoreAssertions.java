package dev.syncedstore.test.assertj;

import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestServer;
import dev.syncedstore.test.world.TestWorld;

/**
 * Entry points of assertions, to be imported statically beside those of AssertJ.
 */
public final class SyncedStoreAssertions {

	private SyncedStoreAssertions() {
	}

	/**
	 * Assert something of a client.
	 * @param actual the client
	 * @return assertions
	 */
	public static TestClientAssert assertThat(TestClient actual) {
		return new TestClientAssert(actual);
	}

	/**
	 * Assert something of the server.
	 * @param actual the server
	 * @return assertions
	 */
	public static TestServerAssert assertThat(TestServer actual) {
		return new TestServerAssert(actual);
	}

	/**
	 * Assert something of a mutation.
	 * @param actual the mutation
	 * @return assertions
	 */
	public static TestMutationAssert assertThat(TestMutation actual) {
		return new TestMutationAssert(actual);
	}

	/**
	 * Assert something of a whole world.
	 * @param actual the world
	 * @return assertions
	 */
	public static TestWorldAssert assertThat(TestWorld actual) {
		return new TestWorldAssert(actual);
	}

}

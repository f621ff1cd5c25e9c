package dev.syncedstore.test.simulation;

import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.syncedstore.core.ReadContext;

/**
 * What the users of a simulated application do. One instance serves one run of the
 * simulation, in one thread, so it may count.
 */
public interface Workload {

	/**
	 * The store type of the mutators.
	 * @return the store type
	 */
	String storeType();

	/**
	 * The mutators that the server knows.
	 * @return instances of mutator classes of the store type
	 */
	Collection<?> mutators();

	/**
	 * The mutators that clients know. By default those of the server.
	 * @return instances of mutator classes of the store type
	 */
	default Collection<?> clientMutators() {
		return mutators();
	}

	/**
	 * Who takes part.
	 * @return the ids of the users
	 */
	default List<String> users() {
		return List.of("al", "alice", "Alice", "a_ice", "%");
	}

	/**
	 * Let a user do something, such as make a mutation or two.
	 * @param user what the user can do
	 * @param random the only source of randomness
	 */
	void act(SimulatedUser user, RandomGenerator random);

	/**
	 * What a user looks at all the time: a live query, which must tell each new result
	 * and none twice. By default nothing.
	 * @param context what can be read
	 * @return the result, as a value with {@code equals}
	 */
	default Object watch(ReadContext context) {
		return "";
	}

	/**
	 * Let code on the server do something. By default it does nothing.
	 * @param server what it can do
	 * @param random the only source of randomness
	 */
	default void act(SimulatedServerCode server, RandomGenerator random) {
	}

	/**
	 * Check what must be so in a space when all is done, such as that a sum is what was
	 * added. Throws an {@link AssertionError} if it isn't so.
	 * @param space the space
	 */
	default void check(SettledSpace space) {
	}

}

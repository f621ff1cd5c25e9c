package dev.syncedstore.test.simulation;

import java.util.random.RandomGenerator;

/**
 * Makes arguments of one mutator.
 *
 * @param <A> the type of the arguments
 */
@FunctionalInterface
public interface ArgumentSource<A> {

	/**
	 * Make arguments that somebody might give.
	 * @param random the only source of chance
	 * @return the arguments; few different ids make users meet
	 */
	A next(RandomGenerator random);

}

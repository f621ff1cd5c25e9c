package dev.syncedstore.test.simulation;

import dev.syncedstore.core.MutatorMethod;

/**
 * What code on the server can do in a simulation, in one space and in nobody's name.
 */
public interface SimulatedServerCode {

	/**
	 * Make a mutation.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param args the arguments
	 */
	<M, A> void mutate(MutatorMethod<M, A> mutator, A args);

}

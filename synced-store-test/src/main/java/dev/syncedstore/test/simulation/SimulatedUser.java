package dev.syncedstore.test.simulation;

import java.util.function.Function;

import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;

/**
 * What a user can do in a simulation, with one client in one space.
 */
public interface SimulatedUser {

	/**
	 * Who it is.
	 * @return the user's id
	 */
	String userId();

	/**
	 * Make a mutation. If the client refuses it, or the mutator fails there, nothing
	 * happens.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param args the arguments
	 */
	<M, A> void mutate(MutatorMethod<M, A> mutator, A args);

	/**
	 * Make a mutation by the mutator's name.
	 * @param mutator the name
	 * @param args the arguments
	 */
	void mutate(String mutator, Record args);

	/**
	 * Look at what the client has.
	 * @param <R> the type of the result
	 * @param query what to look at
	 * @return the result
	 */
	<R> R query(Function<ReadContext, R> query);

}

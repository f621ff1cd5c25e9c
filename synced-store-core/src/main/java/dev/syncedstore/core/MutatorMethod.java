package dev.syncedstore.core;

import java.io.Serializable;

/**
 * A method reference that names a mutator, such as {@code TodoMutators::addTodo}. Callers
 * never implement it; it is serializable only so that the name behind the reference can
 * be read. A lambda expression has no name and is refused.
 *
 * @param <M> the mutators class
 * @param <A> the type of the arguments
 */
@FunctionalInterface
public interface MutatorMethod<M, A> extends Serializable {

	/**
	 * Run the mutator.
	 * @param mutators the instance that has the method
	 * @param context the state to read and change
	 * @param args the arguments
	 */
	void run(M mutators, MutationContext context, A args);

}

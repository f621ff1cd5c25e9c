package dev.syncedstore.server.action;

import java.util.function.Function;

import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * What an action works with: the space that it was called in. It reads everything there,
 * shared, private of whomever, and server-only, and changes it by mutators.
 * <p>
 * Each read of a table sees the space as it is then, so that two reads may see different
 * moments: {@link #read} is for what belongs together. Nothing is held in between, so an
 * action may take its time.
 * <p>
 * A context belongs to the thread that runs the action.
 */
public interface ActionContext extends ReadContext {

	/**
	 * The space that the action was called in.
	 * @return the space, which does not exist before its first mutation
	 */
	SpaceId space();

	/**
	 * Names this call, also where it runs again: an enqueued action that did not get to
	 * its end runs again, maybe on another node. Whoever must not be told twice, such as
	 * a bank, can be given it as an idempotency key.
	 * @return a text of at most 200 characters
	 */
	String callId();

	/**
	 * How often this call has been begun, this time included.
	 * @return 1, or more for an enqueued action that runs again
	 */
	int attempt();

	/**
	 * Read from one moment of the space.
	 * @param <R> the type of the result
	 * @param query reads what it needs, quickly, on a thread that is meant for the
	 * database, where this context can't be used
	 * @return what the query returned
	 * @throws dev.syncedstore.server.StoreUnavailableException if the database could not
	 * be reached
	 */
	<R extends @Nullable Object> R read(Function<ReadContext, R> query);

	/**
	 * Change the space, in the user's name, and wait until that is durable: a mutation
	 * like all others, with a commit of its own, seen by all clients at once and by all
	 * later reads of this action. It stays when the action fails afterwards. Nobody's
	 * access is checked.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param args the arguments
	 * @throws dev.syncedstore.core.MutationRejectedException if it was rejected; unless
	 * it is caught, the action fails with its code and message
	 * @throws dev.syncedstore.server.StoreUnavailableException if it could not be
	 * processed
	 * @throws ActionCancelledException if the action has taken too long
	 */
	<M, A> void mutate(MutatorMethod<M, A> mutator, A args);

	/**
	 * Read from one moment of another space, which the action's user may open.
	 * @param <R> the type of the result
	 * @param space the other space; one that does not exist is empty
	 * @param query as that of {@link #read(Function)}
	 * @return what the query returned
	 * @throws dev.syncedstore.core.MutationRejectedException with {@code access_denied}
	 * if the user may not open the space; unless it is caught, the action fails with that
	 * @throws dev.syncedstore.server.StoreUnavailableException if the database could not
	 * be reached
	 */
	<R extends @Nullable Object> R read(SpaceId space, Function<ReadContext, R> query);

	/**
	 * Change another space, which the action's user may open and write, in the user's
	 * name, and wait until that is durable: as {@link #mutate(MutatorMethod, Object)}
	 * does.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param space the other space, which comes into being if it does not exist
	 * @param mutator a method reference
	 * @param args the arguments
	 * @throws dev.syncedstore.core.MutationRejectedException if it was rejected, also
	 * with {@code access_denied} if the user may not do that there
	 * @throws dev.syncedstore.server.StoreUnavailableException if it could not be
	 * processed
	 * @throws ActionCancelledException if the action has taken too long
	 */
	<M, A> void mutate(SpaceId space, MutatorMethod<M, A> mutator, A args);

}

package dev.syncedstore.core.mutation;

/**
 * Takes the actions that a mutator enqueues while it runs on the server. Used by the
 * thread that runs the mutator.
 */
@FunctionalInterface
public interface ActionQueue {

	/** Forgets them. */
	ActionQueue NONE = (action) -> {
	};

	/**
	 * Take an action.
	 * @param action the action
	 * @throws RuntimeException if it can't be taken, which ends the mutation
	 */
	void enqueue(EnqueuedAction action);

}

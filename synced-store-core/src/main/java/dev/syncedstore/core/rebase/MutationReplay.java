package dev.syncedstore.core.rebase;

import dev.syncedstore.core.state.Overlay;

/**
 * Runs mutations for one user. Thread-safe.
 */
@FunctionalInterface
public interface MutationReplay {

	/**
	 * Run a mutation.
	 * @param call the mutation
	 * @param overlay what it reads and where its changes go
	 * @throws RuntimeException whatever its mutator threw, or that there is none
	 */
	void run(MutationCall call, Overlay overlay);

}

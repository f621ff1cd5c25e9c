package dev.syncedstore.server.log;

import dev.syncedstore.core.SpaceId;

/**
 * A mutation that server code made inside a transaction of its own.
 *
 * @param id its id, 0 before it is stored
 * @param space the space
 * @param userId in whose name
 * @param mutator the mutator's name
 * @param args the arguments as JSON text
 * @param schemaVersion under which version of the space's schema it was made, 0 if that
 * is not known
 */
public record DeferredMutation(long id, SpaceId space, String userId, String mutator, String args, int schemaVersion) {

	/**
	 * The same, once it is stored.
	 * @param id its id
	 * @return the mutation with its id
	 */
	public DeferredMutation withId(long id) {
		return new DeferredMutation(id, this.space, this.userId, this.mutator, this.args, this.schemaVersion);
	}

}

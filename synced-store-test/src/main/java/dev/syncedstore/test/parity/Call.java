package dev.syncedstore.test.parity;

import dev.syncedstore.core.mutation.MutatorDefinition;

/**
 * One call of a mutator, to be made on both sides.
 *
 * @param mutator the mutator
 * @param args its arguments, as JSON
 * @param user who calls
 */
record Call(MutatorDefinition mutator, String args, String user) {

	@Override
	public String toString() {
		return this.mutator.name() + " with " + this.args + " by " + this.user;
	}

}

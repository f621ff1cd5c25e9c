package dev.syncedstore.test.simulation;

import java.util.function.Function;

import dev.syncedstore.core.ReadContext;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelMutators;

/**
 * Reads a space as the model has it.
 *
 * @param mutators knows how to read
 * @param entries what to read
 */
record ModelReader(ModelMutators mutators, ModelEntries entries) implements SettledSpace.Reader {

	@Override
	public <R> R read(Function<ReadContext, R> query) {
		return this.mutators.query(query, this.entries);
	}

}

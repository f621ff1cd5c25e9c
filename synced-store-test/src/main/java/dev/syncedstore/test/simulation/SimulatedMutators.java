package dev.syncedstore.test.simulation;

import java.util.Collection;

import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.ModelMutators;

/**
 * The mutators that one side knows.
 *
 * @param catalog for the real thing
 * @param model for the model
 */
record SimulatedMutators(MutatorCatalog catalog, ModelMutators model) {

	static SimulatedMutators of(Collection<?> instances, ValueCodecs codecs) {
		return new SimulatedMutators(MutatorCatalog.of(instances, codecs), new ModelMutators(instances, codecs));
	}

	/**
	 * A mutation as it is sent.
	 */
	@SuppressWarnings("unchecked")
	<A> ModelCall call(MutatorMethod<?, A> mutator, A args) {
		MutatorDefinition definition = this.catalog.find(mutator);
		return new ModelCall(definition.name(), ((ValueCodec<A>) definition.argsCodec()).write(args));
	}

}

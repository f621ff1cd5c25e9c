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
	<A> ModelCall call(MutatorMethod<?, A> mutator, A args) {
		return call(this.catalog.find(mutator), args);
	}

	/**
	 * A mutation as it is sent, by the mutator's name.
	 */
	ModelCall call(String storeType, String mutator, Record args) {
		MutatorDefinition definition = this.catalog.find(storeType, mutator);
		if (definition == null) {
			throw new IllegalArgumentException("There is no mutator " + mutator);
		}
		return call(definition, args);
	}

	@SuppressWarnings("unchecked")
	private static <A> ModelCall call(MutatorDefinition definition, A args) {
		return new ModelCall(definition.name(), ((ValueCodec<A>) definition.argsCodec()).write(args));
	}

}

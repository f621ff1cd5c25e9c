package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.Actor;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelOutcome;
import dev.syncedstore.test.model.ModelSide;

/**
 * Spaces that mutators read and nobody opens, made by mutations of server code.
 */
final class GivenSpaces {

	private final List<Given> mutations = new ArrayList<>();

	<M, A> void add(SpaceId space, MutatorMethod<M, A> mutator, A args) {
		this.mutations.add(new Given(space, (mutators) -> mutators.call(mutator, args)));
	}

	/** What they hold. */
	Map<SpaceId, ModelEntries> entries(Collection<?> instances, ValueCodecs codecs, ServerPorts ports) {
		SimulatedMutators mutators = SimulatedMutators.of(instances, codecs);
		Map<SpaceId, ModelEntries> spaces = new HashMap<>();
		for (Given given : this.mutations) {
			ModelCall call = given.call.of(mutators);
			ModelOutcome outcome = mutators.model()
				.of(given.space.storeType())
				.with(ports)
				.run(call, ModelSide.server(Actor.SYSTEM_USER_ID),
						spaces.getOrDefault(given.space, new ModelEntries()));
			if (!outcome.isApplied()) {
				throw new IllegalArgumentException(call + " in " + given.space + " ends with " + outcome.code());
			}
			spaces.put(given.space, outcome.entries());
		}
		return spaces;
	}

	private record Given(SpaceId space, Call call) {
	}

	/**
	 * A mutation as it is sent.
	 */
	@FunctionalInterface
	private interface Call {

		ModelCall of(SimulatedMutators mutators);

	}

}

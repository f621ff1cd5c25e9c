package dev.syncedstore.test.model;

import java.util.HashMap;
import java.util.Map;

import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.SpaceId;

/**
 * Spaces that nobody opens, and that others send mutations to: these run at once, one
 * after the other. Not thread-safe.
 */
public final class ModelSpaces {

	private static final int MAX_HOPS = 8;

	private final ModelMutators mutators;

	private final Map<SpaceId, ModelEntries> spaces;

	private final Map<SpaceId, Long> versions = new HashMap<>();

	/**
	 * Create spaces.
	 * @param mutators runs what is sent to them, of whatever store type
	 * @param given what some of them hold at first
	 */
	public ModelSpaces(ModelMutators mutators, Map<SpaceId, ModelEntries> given) {
		this.mutators = mutators;
		this.spaces = new HashMap<>(given);
	}

	/**
	 * Something was sent to one of them.
	 * @param message what was sent, and where to
	 * @param source where it comes from
	 */
	public void deliver(ModelSent message, MutationSource source) {
		deliver(message, source, 1);
	}

	private void deliver(ModelSent message, MutationSource source, int hops) {
		ModelEntries before = this.spaces.getOrDefault(message.space(), new ModelEntries());
		ModelOutcome outcome = this.mutators.of(message.space().storeType())
			.run(message.call(), ModelSide.server(source.userId()), before, source);
		this.spaces.put(message.space(), outcome.entries());
		MutationSource next = new MutationSource(message.space(), source.userId(), message.call().name(),
				this.versions.merge(message.space(), 1L, Long::sum));
		if (hops < MAX_HOPS) {
			outcome.sent().forEach((further) -> deliver(further, next, hops + 1));
		}
	}

}

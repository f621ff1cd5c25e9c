package dev.syncedstore.test.model;

import java.util.List;

import dev.syncedstore.core.MutationSource;
import org.jspecify.annotations.Nullable;

/**
 * One run of a mutator on a model.
 *
 * @param storeType the store type of the mutator
 * @param call the mutation
 * @param side where it ran, and for whom
 * @param before what it ran on
 * @param outcome how it ended
 * @param failure what it threw that is no refusal, or {@code null}
 * @param source the space that has sent it, or {@code null}
 * @param changed which of the values that it was given or has read it has changed
 */
public record ModelRun(String storeType, ModelCall call, ModelSide side, ModelEntries before, ModelOutcome outcome,
		@Nullable Throwable failure, @Nullable MutationSource source, List<String> changed) {

	public ModelRun {
		changed = List.copyOf(changed);
	}

}

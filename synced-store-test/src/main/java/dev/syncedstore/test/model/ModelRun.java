package dev.syncedstore.test.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One run of a mutator on a model.
 *
 * @param call the mutation
 * @param side where it ran, and for whom
 * @param before what it ran on
 * @param outcome how it ended
 * @param failure what it threw that is no refusal, or {@code null}
 * @param changed which of the values that it was given or has read it has changed
 */
public record ModelRun(ModelCall call, ModelSide side, ModelEntries before, ModelOutcome outcome,
		@Nullable Throwable failure, List<String> changed) {

	public ModelRun {
		changed = List.copyOf(changed);
	}

}

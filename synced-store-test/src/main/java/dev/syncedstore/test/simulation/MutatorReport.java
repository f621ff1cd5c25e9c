package dev.syncedstore.test.simulation;

import java.util.Map;

/**
 * What happened in a check of mutators that found nothing wrong.
 *
 * @param seeds how many runs there were
 * @param applied how often each mutator was applied, on clients and the server
 * @param rejected how often each mutator was refused
 * @param differed how often a mutation did something else on the server than where it was
 * made, because others were faster. That is no fault, but worth a look: is it what the
 * user wanted?
 */
public record MutatorReport(long seeds, Map<String, Long> applied, Map<String, Long> rejected,
		Map<String, Long> differed) {

	public MutatorReport {
		applied = Map.copyOf(applied);
		rejected = Map.copyOf(rejected);
		differed = Map.copyOf(differed);
	}

}

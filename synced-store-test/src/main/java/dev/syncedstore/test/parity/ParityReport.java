package dev.syncedstore.test.parity;

import java.util.Map;

/**
 * What happened in a comparison that found no difference.
 *
 * @param calls how many calls there were
 * @param applied how often each mutator was applied
 * @param rejected how often each mutator was refused
 * @param failed how often each mutator threw something that is no refusal
 */
public record ParityReport(int calls, Map<String, Integer> applied, Map<String, Integer> rejected,
		Map<String, Integer> failed) {

	public ParityReport {
		applied = Map.copyOf(applied);
		rejected = Map.copyOf(rejected);
		failed = Map.copyOf(failed);
	}

}

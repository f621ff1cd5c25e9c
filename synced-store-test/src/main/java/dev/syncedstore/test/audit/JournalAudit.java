package dev.syncedstore.test.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.test.audit.Event.Made;
import dev.syncedstore.test.audit.Event.Sight;

/**
 * Judges one sight by itself: nothing twice, nothing that nobody made, each client's
 * mutations in order, and lists that have what the journal has.
 *
 * @param sight what was seen
 * @param made the mutations that were made so far, in order
 * @param makers who made each of them: a client that has lost its memory is another one
 * @param lost what the server had once and lost
 */
record JournalAudit(Sight sight, Map<String, Made> made, Map<String, String> makers, Set<String> lost) {

	List<String> findings() {
		List<String> findings = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		List<String> tokens = new ArrayList<>(this.sight.journal());
		tokens.addAll(this.sight.kept());
		for (String token : tokens) {
			if (!seen.add(token) && !this.lost.contains(token)) {
				findings.add(token + " has taken effect twice");
			}
			if (!this.made.containsKey(token)) {
				findings.add(token + " is there, but nobody made it");
			}
		}
		addDisorder(findings);
		Map<String, List<String>> expected = new LinkedHashMap<>();
		for (String token : this.sight.journal()) {
			Made mutation = this.made.get(token);
			if (mutation != null) {
				expected.computeIfAbsent(mutation.list(), (list) -> new ArrayList<>()).add(token);
			}
		}
		if (!expected.equals(this.sight.lists())) {
			findings.add("A mutation is there in part only: the journal makes " + expected + ", but the lists are "
					+ this.sight.lists());
		}
		return findings;
	}

	private void addDisorder(List<String> findings) {
		Map<String, Integer> order = new HashMap<>();
		this.made.keySet().forEach((token) -> order.put(token, order.size()));
		Map<String, Integer> latest = new HashMap<>();
		for (String token : this.sight.journal()) {
			Made mutation = this.made.get(token);
			if (mutation != null) {
				int place = order.getOrDefault(token, 0);
				Integer before = latest.put(this.makers.getOrDefault(token, mutation.client()), place);
				if (before != null && before > place) {
					findings.add(token + " has taken effect after what its client made later");
				}
			}
		}
	}

}

package dev.syncedstore.test.audit;

import java.util.Set;

import dev.syncedstore.test.audit.Event.Sight;

/**
 * What a client knew at some moment, and finds again in a copy of its storage.
 *
 * @param open the mutations whose outcome it was not told yet
 * @param vanished those of them that it doesn't show any more
 * @param confirmed what it was told is applied
 * @param rejected what it was told is refused
 * @param base what it had from the server
 * @param behind how often the server's history was taken back without its knowing
 * @param losses how often the history had been taken back
 */
record ClientMemory(Set<String> open, Set<String> vanished, Set<String> confirmed, Set<String> rejected, Sight base,
		int behind, int losses) {

	ClientMemory {
		open = Set.copyOf(open);
		vanished = Set.copyOf(vanished);
		confirmed = Set.copyOf(confirmed);
		rejected = Set.copyOf(rejected);
	}

}

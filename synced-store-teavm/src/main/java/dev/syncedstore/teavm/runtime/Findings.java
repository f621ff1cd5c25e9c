package dev.syncedstore.teavm.runtime;

import dev.syncedstore.core.state.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * What was found to break a constraint: of all the first by path, then by message, so
 * that every run tells the same.
 */
public final class Findings {

	private @Nullable InvalidValueException first;

	Findings() {
	}

	void add(Place place, String problem) {
		InvalidValueException found = place.problem(problem);
		InvalidValueException known = this.first;
		if (known == null || found.path().compareTo(known.path()) < 0
				|| (found.path().equals(known.path()) && found.getMessage().compareTo(known.getMessage()) < 0)) {
			this.first = found;
		}
	}

	void throwIfAny() {
		if (this.first != null) {
			throw this.first;
		}
	}

}

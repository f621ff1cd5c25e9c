package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.core.mutation.InvalidMutatorsClassException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A class of mutators that clients can't have, or that holds beans without transactions.
 */
final class InvalidMutatorsClassFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMutatorsClassException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMutatorsClassException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.remedy(), cause);
	}

}

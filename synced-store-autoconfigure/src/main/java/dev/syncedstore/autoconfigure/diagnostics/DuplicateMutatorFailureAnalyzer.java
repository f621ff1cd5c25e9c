package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.core.mutation.DuplicateMutatorException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Two mutators of one name.
 */
final class DuplicateMutatorFailureAnalyzer extends AbstractFailureAnalyzer<DuplicateMutatorException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DuplicateMutatorException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Rename one of the methods, or give one of them another name by @Mutator(name = \"...\"). If clients "
						+ "know the name already, keep it for the one that they mean.",
				cause);
	}

}

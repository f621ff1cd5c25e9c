package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.autoconfigure.UnusableDatabaseException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * No database, or one that is no PostgreSQL.
 */
final class UnusableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableDatabaseException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
	}

}

package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.autoconfigure.LogMigrationFailedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The tables of the version log can't be created or updated.
 */
final class LogMigrationFailureAnalyzer extends AbstractFailureAnalyzer<LogMigrationFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LogMigrationFailedException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), "Let the application's user create the schema "
				+ cause.schema()
				+ " and tables in it (GRANT CREATE ON DATABASE), or give another schema by synced-store.schema. "
				+ "Where only other people may change tables, let them do so and set synced-store.migrate=false.",
				cause);
	}

}

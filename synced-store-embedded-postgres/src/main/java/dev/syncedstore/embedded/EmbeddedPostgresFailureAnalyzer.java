package dev.syncedstore.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows why the embedded PostgreSQL didn't start, and the ways out.
 */
final class EmbeddedPostgresFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedPostgresException> {

	private static final String OWN_DATABASE = "Or give the application a database of its own: set"
			+ " spring.datasource.url, spring.datasource.username and spring.datasource.password.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedPostgresException cause) {
		String action = String.format("%s%n%n%s", cause.remedy(), OWN_DATABASE);
		return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
	}

}

package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.core.schema.InvalidSchemaException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A schema that is declared wrongly, or twice.
 */
final class InvalidSchemaFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSchemaException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSchemaException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.remedy(), cause);
	}

}

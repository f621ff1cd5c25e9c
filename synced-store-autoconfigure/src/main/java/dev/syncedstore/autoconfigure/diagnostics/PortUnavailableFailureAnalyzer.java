package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.core.PortUnavailableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A port of a mutator without the one bean that implements it.
 */
final class PortUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<PortUnavailableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortUnavailableException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", "Declare one bean, such as a @Service, that implements "
				+ cause.port() + "; of several, mark one as @Primary.", cause);
	}

}

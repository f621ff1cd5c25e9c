package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.autoconfigure.mcp.McpUnavailableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes that tools for language models were asked for in vain.
 */
class McpUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<McpUnavailableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, McpUnavailableException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
	}

}

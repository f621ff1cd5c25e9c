package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.server.action.InvalidActionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * An action that is declared wrongly.
 */
final class InvalidActionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidActionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidActionException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Declare an action as a public method of a bean with @Actions(type = \"todo\"), such as:\n\n"
						+ "\t@Action(\"Import todos\")\n\tpublic Imported importTodos(ActionContext ctx, ImportTodos args)"
						+ "\n\nwhere ImportTodos and Imported are records of strings, numbers, booleans and the like.",
				cause);
	}

}

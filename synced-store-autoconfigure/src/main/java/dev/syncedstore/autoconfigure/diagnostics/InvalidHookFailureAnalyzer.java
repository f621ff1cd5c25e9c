package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.server.member.InvalidHookException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A hook that is declared wrongly.
 */
final class InvalidHookFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHookException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidHookException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Declare a hook as a public method of a bean with @SpaceHooks(type = \"todo\"), such as:\n\n"
						+ "\t@OnUserAdded\n\tpublic void welcome(MutationContext ctx, UserAdded event)"
						+ "\n\nThere are @OnSpaceCreated with SpaceCreated, @OnUserAdded with UserAdded, and "
						+ "@OnUserRemoved with UserRemoved.",
				cause);
	}

}

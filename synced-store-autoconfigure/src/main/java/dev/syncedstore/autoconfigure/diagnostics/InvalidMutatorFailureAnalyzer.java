package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.core.mutation.InvalidMutatorException;
import dev.syncedstore.core.state.UnsupportedTypeException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A mutator that is declared wrongly, or whose arguments JSON can't carry.
 */
final class InvalidMutatorFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMutatorException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMutatorException cause) {
		if (cause.getCause() instanceof UnsupportedTypeException) {
			return new FailureAnalysis(cause.getMessage() + ".",
					"Make the arguments a record of strings, numbers, booleans, enums, UUIDs, lists, maps and records "
							+ "of those, so that Java and JavaScript read the same.",
					cause);
		}
		return new FailureAnalysis(cause.getMessage() + ".",
				"Declare a mutator as a public method of a class with @Mutators(type = \"todo\"), such as:\n\n"
						+ "\t@Mutator\n\tpublic void addTodo(MutationContext ctx, AddTodo args)\n\n"
						+ "where AddTodo is a record.",
				cause);
	}

}

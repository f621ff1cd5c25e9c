package dev.syncedstore.server.push;

import java.util.List;
import java.util.function.Supplier;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.server.FaultReference;
import dev.syncedstore.server.RejectionTranslator;
import dev.syncedstore.server.RejectionTranslators;
import dev.syncedstore.server.log.SqlFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how a mutation ends whose mutator, or whose own transaction, has failed.
 * Thread-safe.
 */
final class MutationFailures {

	private static final Logger logger = LoggerFactory.getLogger(MutationFailures.class);

	private final RejectionTranslators translators;

	private final Supplier<String> tokens;

	MutationFailures(List<RejectionTranslator> translators, Supplier<String> tokens) {
		this.translators = new RejectionTranslators(translators);
		this.tokens = tokens;
	}

	/**
	 * The outcome of what a mutator threw.
	 */
	Outcome of(Throwable failure) {
		if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
			throw error;
		}
		MutationRejectedException rejection = (failure instanceof MutationRejectedException rejected) ? rejected
				: this.translators.translate(failure);
		return (rejection != null) ? Outcome.rejected(rejection.code(), rejection.getMessage()) : fault(failure);
	}

	/**
	 * The outcome of a failed transactional mutation: of what its mutator threw, of
	 * writing what it left to be written, or of its commit.
	 * @throws RuntimeException the failure itself, if it may pass
	 */
	Outcome ofTransactional(Throwable failure) {
		if (failure instanceof RuntimeException passing && !(failure instanceof MutationRejectedException)
				&& SqlFailures.isTransient(failure)) {
			throw passing;
		}
		Outcome outcome = of(failure);
		String rule = (outcome.fault() != null) ? SqlFailures.brokenRule(failure) : null;
		if (rule == null) {
			return outcome;
		}
		logger.info("A transactional mutation was rejected, because it broke a rule of the database: {}", rule);
		return Outcome.rejected(MutationRejectedException.REJECTED,
				"The change conflicts with data that the server has already");
	}

	private Outcome fault(Throwable cause) {
		return Outcome.faulty(RejectionCode.INTERNAL_ERROR,
				FaultReference.next(this.tokens).message("run the mutation"), cause);
	}

}

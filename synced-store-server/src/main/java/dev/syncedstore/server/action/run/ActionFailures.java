package dev.syncedstore.server.action.run;

import java.util.List;
import java.util.function.Supplier;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.server.FaultReference;
import dev.syncedstore.server.RejectionTranslator;
import dev.syncedstore.server.RejectionTranslators;
import dev.syncedstore.server.action.ActionDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how an action ends that has thrown something. Thread-safe.
 */
final class ActionFailures {

	private static final Logger logger = LoggerFactory.getLogger(ActionFailures.class);

	private final RejectionTranslators translators;

	private final Supplier<String> tokens;

	ActionFailures(List<RejectionTranslator> translators, Supplier<String> tokens) {
		this.translators = new RejectionTranslators(translators);
		this.tokens = tokens;
	}

	/**
	 * What the caller is told of what an action threw. What nobody meant is logged, and
	 * nothing of it is told but a reference to the log.
	 */
	ActionOutcome of(ActionDefinition action, Invocation invocation, Throwable failure) {
		if (failure instanceof ActionFailedException failed) {
			return ActionOutcome.failed(failed.code(), fit(failed.getMessage()));
		}
		MutationRejectedException rejection = (failure instanceof MutationRejectedException rejected) ? rejected
				: this.translators.translate(failure);
		if (rejection != null) {
			return ActionOutcome.failed(rejection.code(), fit(rejection.getMessage()));
		}
		FaultReference reference = FaultReference.next(this.tokens);
		logger.error("Action {} failed in space {} (call {}, attempt {}). Its caller was told {}", action,
				invocation.space(), invocation.callId(), invocation.attempt(), reference.id(), failure);
		return ActionOutcome.failed(RejectionCode.INTERNAL_ERROR, reference.message("run the action"));
	}

	/** Fit for the wire and for a database. */
	private static String fit(String message) {
		StringBuilder fit = new StringBuilder();
		int bytes = 0;
		for (int codePoint : message.codePoints().toArray()) {
			boolean allowed = codePoint != 0
					&& (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
			String character = allowed ? Character.toString(codePoint) : "\uFFFD";
			bytes += EntryKey.utf8Length(character);
			if (bytes > Limits.MAX_MESSAGE_BYTES) {
				break;
			}
			fit.append(character);
		}
		return fit.toString();
	}

}

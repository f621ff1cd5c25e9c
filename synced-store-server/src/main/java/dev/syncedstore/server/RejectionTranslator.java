package dev.syncedstore.server;

import dev.syncedstore.core.MutationRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Says of exceptions of the application's that they are refusals: with which code and
 * message the mutation is rejected that ended in them. Without, only
 * {@link MutationRejectedException} is one. Declared as a bean, it is asked besides
 * others, on the thread that ran the mutation. Thread-safe.
 */
@FunctionalInterface
public interface RejectionTranslator {

	/**
	 * Translate what a mutator threw, or what its transaction failed with.
	 * @param failure the exception as it was caught, with its causes
	 * @return the rejection, or {@code null} if it is none as far as is known here
	 */
	@Nullable MutationRejectedException translate(Throwable failure);

}

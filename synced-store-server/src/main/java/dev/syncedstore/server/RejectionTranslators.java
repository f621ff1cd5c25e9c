package dev.syncedstore.server;

import java.util.List;

import dev.syncedstore.core.MutationRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Asks translators one after the other what a failure means. Thread-safe, if they are.
 *
 * @param all the translators, in the order in which they are asked
 */
public record RejectionTranslators(List<RejectionTranslator> all) {

	/**
	 * Create it.
	 * @param all the translators, in the order in which they are asked
	 */
	public RejectionTranslators {
		all = List.copyOf(all);
	}

	/**
	 * Find out what a failure means. A translator that fails itself is passed over, and
	 * its failure is added to the one that it was asked about.
	 * @param failure the failure
	 * @return the rejection, or {@code null} if nobody knows
	 */
	public @Nullable MutationRejectedException translate(Throwable failure) {
		for (RejectionTranslator translator : this.all) {
			try {
				MutationRejectedException rejection = translator.translate(failure);
				if (rejection != null) {
					return rejection;
				}
			}
			catch (RuntimeException ex) {
				failure.addSuppressed(ex);
			}
		}
		return null;
	}

}

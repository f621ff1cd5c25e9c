package dev.syncedstore.core.rebase;

import java.util.Collection;
import java.util.List;

import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a mutation read and did here.
 *
 * @param reads what it read of what was there before it
 * @param changes what it changed, one patch a key
 * @param problem why it had no effect, or {@code null} if it ran through
 */
record MutationRun(ReadRecord reads, List<Patch> changes, @Nullable String problem) {

	/** Not run yet. */
	static final MutationRun NONE = new MutationRun(new ReadRecord(), List.of(), null);

	static MutationRun ran(ReadRecord reads, Collection<Patch> changes) {
		return new MutationRun(reads, List.copyOf(changes), null);
	}

	static MutationRun failed(String problem) {
		return new MutationRun(new ReadRecord(), List.of(), problem);
	}

	/**
	 * Whether it would come out the same where some keys have changed.
	 * @param changed the keys
	 */
	boolean isRepeatedWith(ChangedKeys changed) {
		return this.problem == null && !this.reads.hasAny(changed);
	}

}

package dev.syncedstore.test.parity;

import java.util.Collection;
import java.util.List;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * A space on the JVM, as the Java client has it.
 */
final class JavaSide {

	private final MutationRunner runner;

	private Entries entries = Entries.EMPTY;

	JavaSide(ValueCodecs codecs) {
		this.runner = new MutationRunner(codecs);
	}

	Result run(Call call) {
		Overlay overlay = new Overlay(this.entries);
		try {
			this.runner.run(call.mutator(), new StoredValue(call.args()), new Side(call.user(), false), overlay);
		}
		catch (MutationRejectedException ex) {
			return new Result(Outcome.rejected(ex.code(), ex.getMessage()), List.of());
		}
		catch (RuntimeException | StackOverflowError ex) {
			return new Result(Outcome.failed(ex.toString()), List.of());
		}
		this.entries = this.entries.with(overlay.changes());
		return new Result(Outcome.applied(""), overlay.changes());
	}

	/**
	 * What a call came to.
	 *
	 * @param outcome the outcome, still without changes
	 * @param changes the changes
	 */
	record Result(Outcome outcome, Collection<Patch> changes) {

		/** The outcome with the changes as JavaScript writes them. */
		Outcome with(String written) {
			return (this.outcome.kind() == Outcome.Kind.APPLIED) ? Outcome.applied(written) : this.outcome;
		}

	}

}

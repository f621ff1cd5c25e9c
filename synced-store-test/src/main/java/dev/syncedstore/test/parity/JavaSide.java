package dev.syncedstore.test.parity;

import java.util.Collection;
import java.util.function.Function;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorDefinition;
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

	private final Function<Collection<Patch>, String> writer;

	private Entries entries = Entries.EMPTY;

	JavaSide(ValueCodecs codecs, Function<Collection<Patch>, String> writer) {
		this.runner = new MutationRunner(codecs);
		this.writer = writer;
	}

	void begin() {
		this.entries = Entries.EMPTY;
	}

	Outcome run(MutatorDefinition mutator, String args, String user) {
		Overlay overlay = new Overlay(this.entries);
		try {
			this.runner.run(mutator, new StoredValue(args), new Side(user, false), overlay);
		}
		catch (MutationRejectedException ex) {
			return Outcome.rejected(ex.code(), ex.getMessage());
		}
		catch (RuntimeException | StackOverflowError ex) {
			return Outcome.failed(ex.toString());
		}
		this.entries = this.entries.with(overlay.changes());
		return Outcome.applied(this.writer.apply(overlay.changes()));
	}

}

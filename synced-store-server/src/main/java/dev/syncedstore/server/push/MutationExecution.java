package dev.syncedstore.server.push;

import java.util.function.Supplier;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.StoredValue;

/**
 * Runs one mutation with the server's authority. Whatever the mutator does, it ends in an
 * outcome. Thread-safe.
 */
final class MutationExecution {

	private static final String UNKNOWN = "unknown";

	private static final int ERROR_ID_LENGTH = 8;

	private static final int MAX_BYTES_PER_CHARACTER = 3;

	private final MutatorCatalog catalog;

	private final MutationRunner runner;

	private final Supplier<String> tokens;

	MutationExecution(MutatorCatalog catalog, MutationRunner runner, Supplier<String> tokens) {
		this.catalog = catalog;
		this.runner = runner;
		this.tokens = tokens;
	}

	/**
	 * Run a mutation.
	 * @param storeType the store type
	 * @param call the mutator and its arguments
	 * @param userId in whose name
	 * @param below the state that it runs on, which it doesn't change
	 */
	Outcome run(String storeType, Call call, String userId, Overlay below) {
		if (call.mutator().equals(Protocol.WITHDRAWN_MUTATION)) {
			return Outcome.rejected(RejectionCode.WITHDRAWN, "The client gave the mutation up");
		}
		MutatorDefinition definition = this.catalog.find(storeType, call.mutator());
		if (definition == null) {
			return Outcome.rejected(RejectionCode.UNKNOWN_MUTATOR,
					"Store type " + storeType + " has no mutator of that name");
		}
		String json = call.args().json();
		if (json.length() > Limits.MAX_ARGS_BYTES / MAX_BYTES_PER_CHARACTER
				&& EntryKey.utf8Length(json) > Limits.MAX_ARGS_BYTES) {
			return Outcome.rejected(RejectionCode.ARGS_TOO_LARGE, "The arguments take " + EntryKey.utf8Length(json)
					+ " bytes, but may take " + Limits.MAX_ARGS_BYTES);
		}
		Overlay layer = new Overlay(below);
		try {
			this.runner.run(definition, call.args(), new Side(userId, true), layer);
			return Outcome.applied(layer.changes());
		}
		catch (MutationRejectedException ex) {
			return Outcome.rejected(ex.code(), ex.getMessage());
		}
		catch (StackOverflowError ex) {
			return fault(ex);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			return fault(ex);
		}
	}

	/**
	 * The name under which a mutator goes into logs and metrics, which clients must not
	 * be able to fill with names of their own.
	 */
	String knownName(String storeType, String mutator) {
		boolean known = mutator.equals(Protocol.WITHDRAWN_MUTATION) || this.catalog.find(storeType, mutator) != null;
		return known ? mutator : UNKNOWN;
	}

	/** The outcome of a mutation that can't be committed; why has been logged before. */
	Outcome condemned() {
		return Outcome.rejected(RejectionCode.INTERNAL_ERROR,
				"The server could not store what the mutation did, although it tried again and again");
	}

	/** Nothing of the cause may leave the server but a reference to it. */
	private Outcome fault(Throwable cause) {
		String id = this.tokens.get();
		return Outcome.faulty(RejectionCode.INTERNAL_ERROR,
				"The server could not run the mutation: its log has the cause under "
						+ id.substring(0, Math.min(ERROR_ID_LENGTH, id.length())),
				cause);
	}

	/**
	 * A mutator's name, and arguments for it.
	 */
	record Call(String mutator, StoredValue args) {
	}

}

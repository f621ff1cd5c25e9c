package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.EnqueuedAction;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.PushLimits;
import dev.syncedstore.server.action.ActionCatalog;

/**
 * Runs one mutation with the server's authority. Whatever the mutator does, it ends in an
 * outcome. Thread-safe.
 */
final class MutationExecution {

	private static final String UNKNOWN = "unknown";

	private static final int MAX_BYTES_PER_CHARACTER = 3;

	private final MutatorCatalog catalog;

	private final MutationRunner runner;

	private final MutationFailures failures;

	private final PushLimits limits;

	private final ActionCatalog actions;

	private final boolean hasTransactional;

	MutationExecution(EngineParts parts) {
		this.catalog = parts.catalog();
		this.actions = parts.mutations().actions();
		this.limits = parts.pushLimits();
		this.runner = new MutationRunner(parts.codecs(), parts.mutations().ports());
		this.failures = new MutationFailures(parts.mutations().translators(), parts.tokens());
		this.hasTransactional = this.catalog.storeTypes()
			.stream()
			.flatMap((type) -> this.catalog.mutators(type).values().stream())
			.anyMatch(MutatorDefinition::isTransactional);
	}

	/** How mutations end that fail. */
	MutationFailures failures() {
		return this.failures;
	}

	/** Whether a mutator has to have a transaction of its own. */
	boolean isTransactional(String storeType, String mutator) {
		MutatorDefinition definition = this.hasTransactional ? this.catalog.find(storeType, mutator) : null;
		return definition != null && definition.isTransactional();
	}

	/** Whether a call can't share its transaction with others. */
	boolean isTransactional(SpaceId space, SpaceCall call) {
		if (!this.hasTransactional || call.condemned()) {
			return false;
		}
		if (call instanceof PushCall push) {
			return push.request()
				.mutations()
				.stream()
				.anyMatch((mutation) -> push.calls(mutation, (name) -> isTransactional(space.storeType(), name)));
		}
		return call instanceof ServerCall server && isTransactional(space.storeType(), server.mutator());
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
		// As deep as the protocol allows is what decoding finds out.
		if (this.limits.jsonDepth() < Limits.MAX_DEPTH && JsonDepth.exceeds(json, this.limits.jsonDepth())) {
			return Outcome.rejected(RejectionCode.INVALID_ARGS,
					"args must not be nested deeper than " + this.limits.jsonDepth() + " levels");
		}
		MutationBudget budget = new MutationBudget(this.limits, System::nanoTime);
		Overlay layer = budget.overlay(below);
		EnqueuedActions enqueued = new EnqueuedActions(this.actions, storeType);
		try {
			this.runner.enqueueingTo(enqueued).run(definition, call.args(), new Side(userId, true), layer);
			budget.check();
			return Outcome.applied(layer.changes(), enqueued.actions());
		}
		catch (RuntimeException | Error ex) {
			return definition.isTransactional() ? this.failures.ofTransactional(ex) : this.failures.of(ex);
		}
	}

	/**
	 * Run several mutations as one: all of them, or nothing.
	 * @param storeType the store type
	 * @param calls the mutators and their arguments
	 * @param userId in whose name
	 * @param below the state that they run on, which they don't change
	 */
	Outcome runAll(String storeType, List<Call> calls, String userId, Overlay below) {
		Overlay layer = new Overlay(below);
		List<EnqueuedAction> enqueued = new ArrayList<>();
		for (Call call : calls) {
			Outcome outcome = run(storeType, call, userId, layer);
			if (outcome.code() != null) {
				return outcome;
			}
			outcome.changes().forEach(layer::put);
			enqueued.addAll(outcome.actions());
		}
		return Outcome.applied(layer.changes(), enqueued);
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

	/**
	 * A mutator's name, and arguments for it.
	 */
	record Call(String mutator, StoredValue args) {
	}

}

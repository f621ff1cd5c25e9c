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
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.PushLimits;
import dev.syncedstore.server.log.Deliveries;
import dev.syncedstore.server.log.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Runs one mutation with the server's authority. Whatever the mutator does, it ends in an
 * outcome. Thread-safe.
 */
final class MutationExecution {

	private static final String UNKNOWN = "unknown";

	private static final int MAX_BYTES_PER_CHARACTER = 3;

	private final EngineParts parts;

	private final MutatorCatalog catalog;

	private final MutationRunner queries;

	private final MutationRunner runner;

	private final MutationFailures failures;

	private final PushLimits limits;

	private final boolean hasTransactional;

	private final SystemMutations system;

	MutationExecution(EngineParts parts) {
		this.parts = parts;
		this.catalog = parts.catalog();
		this.queries = new MutationRunner(parts.codecs());
		this.limits = parts.pushLimits();
		this.runner = new MutationRunner(parts.codecs(), parts.mutations().ports());
		this.system = new SystemMutations(parts);
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

	/** What the system itself does in mutations. */
	SystemMutations system() {
		return this.system;
	}

	/** Whether a mutator has to have a transaction of its own. */
	boolean isTransactional(String storeType, String mutator) {
		MutatorDefinition definition = this.hasTransactional ? this.catalog.find(storeType, mutator) : null;
		return definition != null && definition.isTransactional();
	}

	/**
	 * Whether what another space has sent may have to have a transaction of its own. What
	 * becomes of an older mutation is only known with its arguments.
	 */
	boolean mayBeTransactional(String storeType, Deliveries.Wish wish) {
		boolean older = wish.schemaVersion() != 0 && wish.schemaVersion() < this.parts.schemas().version(storeType);
		return older ? this.catalog.mutators(storeType).values().stream().anyMatch(MutatorDefinition::isTransactional)
				: isTransactional(storeType, wish.mutator());
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
		return call instanceof ServerCall server
				&& server.calls().stream().anyMatch((made) -> isTransactional(space.storeType(), made.mutator()))
				|| call instanceof DeliveryCall delivery && delivery.transactional();
	}

	/** Whether this node can run a mutator. */
	boolean isKnown(String storeType, String mutator) {
		return this.catalog.find(storeType, mutator) != null;
	}

	/**
	 * Run a mutation.
	 * @param space the space
	 * @param call the mutator and its arguments
	 * @param userId in whose name
	 * @param below the state that it runs on, which it doesn't change
	 */
	Outcome run(SpaceId space, Call call, String userId, Overlay below) {
		String storeType = space.storeType();
		if (call.mutator().equals(Protocol.WITHDRAWN_MUTATION)) {
			return Outcome.rejected(RejectionCode.WITHDRAWN, "The client gave the mutation up");
		}
		MutatorDefinition definition = this.catalog.find(storeType, call.mutator());
		boolean system = this.system.has(space, call.mutator());
		if (definition == null && !system) {
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
		EnqueuedActions enqueued = new EnqueuedActions(this.parts, storeType);
		OtherSpacesOfRun others = new OtherSpacesOfRun(this.parts, this.queries, budget, call.in(space, userId));
		try {
			MutationRunner running = this.runner.with(enqueued, others);
			Side side = new Side(userId, true);
			this.system.begin(space, running, side, layer);
			if (definition != null) {
				running.run(definition, call.args(), side, layer);
			}
			else {
				this.system.run(space, call, new SystemMutations.Run(running, side, layer));
			}
			budget.check();
			others.throwIfFailed();
			return Outcome.applied(layer.changes(), enqueued.actions(), others.sent());
		}
		catch (RuntimeException | Error ex) {
			others.throwIfFailed();
			return (definition != null && definition.isTransactional()) ? this.failures.ofTransactional(ex)
					: this.failures.of(ex);
		}
	}

	/**
	 * Erase a user: remove what is private, and the membership. However much that is, it
	 * is one mutation.
	 * @param space the space
	 * @param call the mutation
	 * @param erased whom it is about
	 * @param below the state that it runs on, which it doesn't change
	 */
	Outcome erase(SpaceId space, Call call, String erased, Overlay below) {
		Overlay layer = new Overlay(below);
		EnqueuedActions enqueued = new EnqueuedActions(this.parts, space.storeType());
		MutationBudget budget = new MutationBudget(this.limits, System::nanoTime);
		OtherSpacesOfRun others = new OtherSpacesOfRun(this.parts, this.queries, budget,
				call.in(space, Actor.SYSTEM_USER_ID));
		try {
			this.system.erase(space, erased, new SystemMutations.Run(this.runner.with(enqueued, others),
					new Side(Actor.SYSTEM_USER_ID, true), layer));
			others.throwIfFailed();
			return Outcome.applied(layer.changes(), enqueued.actions(), others.sent());
		}
		catch (RuntimeException | Error ex) {
			return this.failures.of(ex);
		}
	}

	/**
	 * Run several mutations as one: all of them, or nothing.
	 * @param space the space
	 * @param calls the mutators and their arguments
	 * @param userId in whose name
	 * @param below the state that they run on, which they don't change
	 */
	Outcome runAll(SpaceId space, List<Call> calls, String userId, Overlay below) {
		Overlay layer = new Overlay(below);
		List<EnqueuedAction> enqueued = new ArrayList<>();
		List<Sending> sent = new ArrayList<>();
		for (Call call : calls) {
			Outcome outcome = run(space, call, userId, layer);
			if (outcome.code() != null) {
				return outcome;
			}
			outcome.changes().forEach(layer::put);
			enqueued.addAll(outcome.actions());
			sent.addAll(outcome.sent());
		}
		return Outcome.applied(layer.changes(), enqueued, sent);
	}

	/**
	 * The name under which a mutator goes into logs and metrics, which clients must not
	 * be able to fill with names of their own.
	 */
	String knownName(String storeType, String mutator) {
		boolean known = mutator.equals(Protocol.WITHDRAWN_MUTATION) || SystemMutations.isName(mutator)
				|| mutator.equals(ServerCall.ERASURE) || this.catalog.find(storeType, mutator) != null;
		return known ? mutator : UNKNOWN;
	}

	/** The outcome of a mutation that can't be committed; why has been logged before. */
	Outcome condemned() {
		return Outcome.rejected(RejectionCode.INTERNAL_ERROR,
				"The server could not store what the mutation did, although it tried again and again");
	}

	/**
	 * A mutator's name, and arguments for it.
	 *
	 * @param mutator the mutator's name
	 * @param args its arguments
	 * @param delivery what it is, if another space has sent it
	 */
	record Call(String mutator, StoredValue args, @Nullable Delivery delivery) {

		Call(String mutator, StoredValue args) {
			this(mutator, args, null);
		}

		Call of(Delivery sent) {
			return new Call(this.mutator, this.args, sent);
		}

		private OtherSpacesOfRun.Run in(SpaceId space, String userId) {
			return (this.delivery != null)
					? new OtherSpacesOfRun.Run(space, userId, this.delivery.source(), this.delivery.hops())
					: new OtherSpacesOfRun.Run(space, userId, null, 0);
		}

	}

}

package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelOutcome;
import dev.syncedstore.test.model.ModelSide;
import dev.syncedstore.test.model.MutationKey;
import dev.syncedstore.test.model.ProcessedOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One client of one user, watched closely.
 */
final class SimulatedClient implements SimulatedUser {

	private final String userId;

	private final SimulatedSpace space;

	private final SimulatedMutators mutators;

	private final SyncedStore store;

	private final String clientId;

	private final ClientChecks checks;

	private final List<MadeMutation> made = new ArrayList<>();

	private long toldId;

	private @Nullable Object watched;

	SimulatedClient(String userId, SimulatedSpace space, SimulatedMutators mutators, SyncedStore store) {
		this.userId = userId;
		this.space = space;
		this.mutators = mutators;
		this.store = store;
		this.clientId = store.clientId();
		this.checks = new ClientChecks(space, userId, this.clientId, mutators.model());
		store.subscribe(space.workload()::watch, this::watched);
	}

	@Override
	public String userId() {
		return this.userId;
	}

	@Override
	public <R> R query(Function<ReadContext, R> query) {
		return this.store.query(query);
	}

	@Override
	public <M, A> void mutate(MutatorMethod<M, A> mutator, A args) {
		mutate(call(mutator, args), args, () -> this.store.mutate(mutator, args));
	}

	@Override
	public void mutate(String mutator, Record args) {
		mutate(call(mutator, args), args, () -> this.store.mutate(mutator, args));
	}

	<A> ModelCall call(MutatorMethod<?, A> mutator, A args) {
		return this.mutators.call(mutator, args);
	}

	ModelCall call(String mutator, Record args) {
		return this.mutators.call(this.space.id().storeType(), mutator, args);
	}

	private void mutate(ModelCall call, Object args, Supplier<MutationResult> mutation) {
		LocalState before = this.store.snapshot();
		ModelOutcome expected = this.mutators.model()
			.run(call, ModelSide.client(this.userId), ModelEntries.of(before.view()));
		MutationResult result;
		try {
			result = mutation.get();
		}
		catch (RuntimeException ex) {
			refused(expected, ex);
			if (this.store.snapshot() != before) {
				violation("changed although it refused a mutation");
			}
			return;
		}
		if (!expected.isApplied()) {
			violation("accepted a mutation that fails with " + expected.code());
		}
		appended(result, new MadeMutation(this.userId, args, call), expected.entries());
	}

	private void refused(ModelOutcome expected, RuntimeException refusal) {
		this.space.statistics().refusedAtOnce++;
		String code = (refusal instanceof MutationRejectedException rejection) ? rejection.code()
				: RejectionCode.INTERNAL_ERROR;
		if (!code.equals(expected.code())) {
			violation("refused a mutation with " + refusal + ", which should have ended with " + expected.code());
		}
	}

	private void appended(MutationResult result, MadeMutation mutation, ModelEntries expected) {
		this.space.statistics().mutations++;
		this.made.add(mutation);
		if (result.id() != this.made.size()) {
			violation("gave its mutation " + this.made.size() + " the id " + result.id());
		}
		String difference = expected.differenceTo(this.store.snapshot().view());
		if (!difference.isEmpty()) {
			violation("does not show its mutation " + result.id() + " at once" + difference);
		}
		observe();
		result.confirmed().whenComplete((nothing, failure) -> told(result.id(), mutation, failure));
	}

	private void watched(Object result) {
		if (result.equals(this.watched)) {
			violation("was told the same result twice: " + result);
		}
		this.watched = result;
	}

	private void told(long id, MadeMutation mutation, @Nullable Throwable failure) {
		if (id != ++this.toldId) {
			violation("was told of mutation " + id + " when " + this.toldId + " was next");
		}
		ProcessedOutcome truth = this.space.history().outcome(new MutationKey(this.clientId, id));
		LocalState now = this.store.snapshot();
		HistoryPoint point = now.base().point();
		if (!mutation.settle(failure)) {
			violation("told of mutation " + id + ": " + failure);
		}
		else if (truth == null || !Objects.equals(truth.code(), mutation.code())) {
			violation("told of mutation " + id + " that it ended with " + mutation.code() + ", but the server has "
					+ truth);
		}
		else if (id > now.processedId() || point == null || point.version() < truth.version()) {
			violation("told of mutation " + id + " before its copy has it: " + point + ", " + truth);
		}
		if (mutation.code() == null) {
			this.space.statistics().confirmed++;
		}
		else {
			this.space.statistics().rejected.merge(mutation.code(), 1L, Long::sum);
		}
	}

	/**
	 * Check the state if it is a new one.
	 */
	void observe() {
		this.checks.observe(this.store.snapshot());
		if (!this.store.clientId().equals(this.clientId) || this.store.isClosed()) {
			violation("became another client, or closed itself, for no reason");
		}
	}

	/**
	 * The client says to the server up to where it has told its application everything.
	 */
	void acknowledged(long id) {
		if (id > this.toldId) {
			violation("acknowledges mutation " + id + ", but its application was told of " + this.toldId + " only");
		}
	}

	/**
	 * Whether this client has all that the server has, and the other way round.
	 */
	boolean isSettled() {
		HistoryPoint point = this.store.snapshot().base().point();
		return point != null && point.version() == this.space.history().version() && this.store.pendingCount() == 0
				&& this.made.stream().allMatch(MadeMutation::isSettled)
				&& this.store.query(this.space.workload()::watch).equals(this.watched);
	}

	/**
	 * What is still missing.
	 */
	String describe() {
		LocalState now = this.store.snapshot();
		long open = this.made.stream().filter((mutation) -> !mutation.isSettled()).count();
		return "The client of " + this.userId + " in " + this.space.id() + " is " + this.store.status() + " at "
				+ now.base().point() + " with " + now.pendingCount() + " of " + this.made.size()
				+ " mutations pending and " + open + " not told; the server is at " + this.space.history().version()
				+ "; its live query is " + this.store.query(this.space.workload()::watch) + ", and was told "
				+ this.watched;
	}

	/**
	 * Check the last state: all that the user may see, and nothing else.
	 */
	void checkSettled() {
		ModelEntries expected = this.space.history().visibleAt(this.space.history().version(), this.userId);
		String difference = (expected != null) ? expected.differenceTo(this.store.snapshot().view())
				: "nothing to compare with";
		if (!difference.isEmpty()) {
			violation("has not converged" + difference);
		}
	}

	String clientId() {
		return this.clientId;
	}

	SimulatedSpace space() {
		return this.space;
	}

	SyncedStore store() {
		return this.store;
	}

	List<MadeMutation> made() {
		return this.made;
	}

	private void violation(String what) {
		this.space.violations().add("The client of " + this.userId + " in " + this.space.id() + " " + what);
	}

}

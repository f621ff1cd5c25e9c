package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.Delivery;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.ProcessedMutation;
import org.jspecify.annotations.Nullable;

/**
 * What a batch makes of the mutations that other spaces have sent. Belongs to one batch.
 */
final class Inbox {

	private final BatchContext context;

	private final EngineParts parts;

	private final SpaceId space;

	private final LockedSpace locked;

	private final BatchState state;

	private final List<Long> done = new ArrayList<>();

	private final Map<Long, String> parked = new HashMap<>();

	private final List<Runnable> reports = new ArrayList<>();

	/** Those whose order would be broken by going on. */
	private final Set<SpaceId> held = new HashSet<>();

	private final Set<Long> seen = new HashSet<>();

	Inbox(BatchContext context, LockedSpace locked, BatchState state) {
		this.context = context;
		this.parts = context.parts();
		this.space = context.space();
		this.locked = locked;
		this.state = state;
	}

	/**
	 * Process what is there, in order, up to what this batch can't take.
	 * @return {@code true}: whatever is left needs a call of its own
	 */
	boolean process(DeliveryCall call, BatchRun run) {
		call.begun().run();
		DeclaredSchema schema = this.parts.schemas().schema(this.space.storeType());
		List<WaitingDelivery> deliveries = this.locked.inbox(call.limit())
			.stream()
			.filter((delivery) -> !this.seen.contains(delivery.id()))
			.map((delivery) -> WaitingDelivery.of(delivery, schema, this.parts))
			.toList();
		boolean more = deliveries.size() == call.limit() && !deliveries.stream().allMatch(this::isForAnotherNode);
		for (WaitingDelivery waiting : deliveries) {
			if (!process(call, waiting, run)) {
				more = true;
				break;
			}
			// What is left begins the next call, or it would be overtaken by what came
			// later.
			this.seen.add(waiting.delivery().id());
		}
		boolean again = more;
		run.complete((head) -> call.result().complete(again));
		return true;
	}

	/** Process one, unless it needs another batch. */
	private boolean process(DeliveryCall call, WaitingDelivery waiting, BatchRun run) {
		Delivery delivery = waiting.delivery();
		PushCall.Rights rights = call.rights().get(delivery.userId());
		if (rights == null || this.state.bytes() >= this.parts.limits().batchBytes()) {
			return false;
		}
		if (isForAnotherNode(waiting)) {
			this.held.add(delivery.source().space());
		}
		if (this.held.contains(delivery.source().space())) {
			return true;
		}
		Outcome decided = decided(call, waiting, rights);
		if (run.needsAnotherTransaction(decided, waiting.calls())
				|| decided == null && !call.transactional() && run.mutations().areTransactional(waiting.calls())) {
			return false;
		}
		Outcome outcome = (decided != null) ? decided : run(call, waiting, run);
		if (run.sendsTooMuch(outcome)) {
			return false;
		}
		if (this.locked.head().exists()) {
			run.mutations()
				.add(new ProcessedMutation(this.state.nextVersion(), null, delivery.userId(), 0,
						execution().knownName(this.space.storeType(), waiting.name()), outcome.code(),
						outcome.message()), outcome);
		}
		processed(delivery, outcome);
		return true;
	}

	/** In the middle of a deploy, another one may know the mutator. */
	private boolean isForAnotherNode(WaitingDelivery waiting) {
		return waiting.isForAnotherNode((mutator) -> execution().isKnown(this.space.storeType(), mutator));
	}

	private @Nullable Outcome decided(DeliveryCall call, WaitingDelivery waiting, PushCall.Rights rights) {
		Delivery delivery = waiting.delivery();
		if (call.condemned()) {
			return execution().condemned();
		}
		Verdict verdict = this.context.verdict();
		if (verdict != null && verdict.isOn(call, delivery.id())) {
			return verdict.outcome();
		}
		boolean mayWrite = rights.write() && execution().system()
			.mayWrite(this.space, delivery.userId(), delivery.mutator(), this.state.overlay());
		if (!mayWrite || this.state.version() == 0 && !rights.create()) {
			return Outcome.rejected(RejectionCode.ACCESS_DENIED,
					"The user whose mutation has sent this may not change this space");
		}
		return waiting.failure();
	}

	private Outcome run(DeliveryCall call, WaitingDelivery waiting, BatchRun run) {
		Delivery delivery = waiting.delivery();
		CallerContext.Scope scope = this.parts.mutations().callers().of(new Actor(delivery.userId())).open();
		try {
			return run.mutations()
				.run(waiting.calls(), delivery.userId(), (rejection) -> new Verdict(call, delivery.id(), rejection));
		}
		finally {
			scope.close();
		}
	}

	private void processed(Delivery delivery, Outcome outcome) {
		if (outcome.code() == null) {
			this.done.add(delivery.id());
			this.reports.add(() -> DeliveryReport.applied(this.parts, this.space, delivery));
		}
		else {
			this.parked.put(delivery.id(), outcome.code() + ": " + outcome.message());
			this.reports.add(() -> DeliveryReport.parked(this.parts, this.space, delivery, outcome));
		}
	}

	private MutationExecution execution() {
		return this.context.execution();
	}

	/** Together with the commit of what they have done. */
	void settle() {
		if (!this.done.isEmpty() || !this.parked.isEmpty()) {
			this.locked.settle(this.done, this.parked);
		}
	}

	/** Once that is durable. */
	void report() {
		this.reports.forEach(Runnable::run);
	}

}

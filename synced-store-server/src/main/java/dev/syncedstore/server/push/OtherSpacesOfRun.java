package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.OtherSpaces;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.log.LogUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a mutator has to do with other spaces. Of these nothing is locked: what
 * is read is read in a short transaction of its own, and what is sent is stored with the
 * mutation's commit. Belongs to one run.
 */
final class OtherSpacesOfRun implements OtherSpaces {

	/** More than that is work for an action. */
	static final int MAX_TARGETS = 200;

	/** Over how many spaces a mutation may come; more is most likely a circle. */
	static final int MAX_HOPS = 8;

	private final EngineParts parts;

	private final MutationRunner queries;

	private final MutationBudget budget;

	private final Run run;

	private List<Sending> sent = List.of();

	private @Nullable RuntimeException failure;

	OtherSpacesOfRun(EngineParts parts, MutationRunner queries, MutationBudget budget, Run run) {
		this.parts = parts;
		this.queries = queries;
		this.budget = budget;
		this.run = run;
	}

	List<Sending> sent() {
		return this.sent;
	}

	/**
	 * Fail if something failed that is no fault of the mutator's, even if it has caught
	 * that.
	 */
	void throwIfFailed() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public @Nullable MutationSource source() {
		return this.run.source;
	}

	@Override
	public void send(SpaceId space, MutatorMethod<?, ?> mutator, String args) {
		MutatorDefinition definition = this.parts.catalog().find(mutator);
		if (!definition.storeType().equals(space.storeType())) {
			throw new IllegalArgumentException(definition + " is not a mutator of store type " + space.storeType()
					+ ", which " + space + " is of");
		}
		if (this.run.hops >= MAX_HOPS) {
			throw new MutationRejectedException(RejectionCode.TOO_MANY_HOPS, "The mutation comes over " + MAX_HOPS
					+ " spaces already, so it may not send " + definition + " to another");
		}
		if (this.sent.size() == MAX_TARGETS) {
			throw new MutationRejectedException(RejectionCode.TOO_MANY_TARGETS,
					"A mutation may send " + MAX_TARGETS + " mutations to other spaces");
		}
		if (this.sent.isEmpty()) {
			this.sent = new ArrayList<>();
		}
		this.sent.add(new Sending(space, definition.name(), args, this.run.hops + 1,
				this.parts.schemas().version(space.storeType())));
	}

	@Override
	public void read(SpaceId space, Consumer<? super ReadContext> read) {
		if (space.equals(this.run.space)) {
			throw new IllegalArgumentException(space + " is the mutation's own space: read it from its context");
		}
		if (!mayOpen(space)) {
			throw new MutationRejectedException(RejectionCode.ACCESS_DENIED, "The user may not open " + space);
		}
		try {
			this.parts.log().read(space, (snapshot) -> {
				if (SpaceMigration.isNeeded(snapshot.head(), this.parts.schemas().version(space.storeType()))) {
					throw new OtherSchemaException(space);
				}
				GuardedView stored = new GuardedView(snapshot.entries());
				try {
					return this.queries.query((context) -> {
						read.accept(context);
						return space;
					}, new Side(this.run.userId, true), this.budget.charged(stored), ReadTracker.NONE);
				}
				finally {
					remember(stored);
				}
			});
		}
		catch (OtherSchemaException ex) {
			throw fail(new LogUnavailableException("Space " + space + " is of another version of its schema", ex,
					LogUnavailableException.Phase.WORK));
		}
		catch (LogUnavailableException ex) {
			throw fail(ex);
		}
	}

	private void remember(GuardedView stored) {
		try {
			stored.check();
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	/** Server code acts for nobody, and is asked nothing. */
	private boolean mayOpen(SpaceId space) {
		if (this.run.userId.equals(Actor.SYSTEM_USER_ID)) {
			return true;
		}
		try {
			return this.parts.access().everybodyMay(space) || this.parts.log()
				.outside(() -> this.parts.access().allows(space, this.run.userId, SpaceOperation.OPEN));
		}
		catch (RuntimeException ex) {
			throw fail(new LogUnavailableException("Can't ask whether a user may open " + space, ex,
					LogUnavailableException.Phase.WORK));
		}
	}

	private RuntimeException fail(RuntimeException ex) {
		this.failure = ex;
		return ex;
	}

	/**
	 * Which run it is.
	 *
	 * @param space the space that is changed
	 * @param userId in whose name
	 * @param source where the mutation comes from, if another space has sent it
	 * @param hops over how many spaces it comes
	 */
	record Run(SpaceId space, String userId, @Nullable MutationSource source, int hops) {
	}

}

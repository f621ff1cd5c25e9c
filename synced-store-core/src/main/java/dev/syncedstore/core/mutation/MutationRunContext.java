package dev.syncedstore.core.mutation;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.WriteScope;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * The context of one run of a mutator.
 */
final class MutationRunContext implements MutationContext {

	private final StateAccess access;

	private final Overlay overlay;

	private final Side side;

	private final PortCalls ports;

	private final ActionQueue actions;

	private final OtherSpaces others;

	private @Nullable MutationRejectedException rejection;

	MutationRunContext(StateAccess access, Overlay overlay, Side side, PortCalls ports, Outlets outlets) {
		this.access = access;
		this.overlay = overlay;
		this.side = side;
		this.ports = ports;
		this.actions = outlets.actions();
		this.others = outlets.others();
	}

	@Override
	public <T> TableWriter<T> table(Table<T> table) {
		return new StateTable.Writable<>(table, "", this.access, this.overlay);
	}

	@Override
	public String userId() {
		return this.side.userId();
	}

	@Override
	public boolean isServer() {
		return this.side.isServer();
	}

	@Override
	public WriteScope privateOfUser(String userId) {
		return scope(Reach.privatePrefix(this.side, userId));
	}

	@Override
	public WriteScope serverOnly() {
		Reach.checkServerOnly(this.side);
		return scope(EntryKey.prefix(Visibility.SERVER_ONLY, ""));
	}

	@Override
	public MutationRejectedException reject(String code, String message) {
		MutationRejectedException refusal = new MutationRejectedException(code, RejectionMessage.fit(message));
		this.rejection = refusal;
		throw refusal;
	}

	@Override
	public <P> void onServer(Class<P> port, Consumer<? super P> call) {
		this.ports.check(port);
		if (this.side.isServer()) {
			call.accept(this.ports.find(port));
		}
	}

	@Override
	public <A> void enqueueAction(ActionName<A, ?> action, A args) {
		enqueue(EnqueuedAction.of(action, args, null, this.access.codecs()));
	}

	@Override
	public <A> void enqueueActionAt(Instant time, ActionName<A, ?> action, A args) {
		enqueue(EnqueuedAction.of(action, args, time, this.access.codecs()));
	}

	private void enqueue(EnqueuedAction action) {
		if (this.side.isServer()) {
			this.actions.enqueue(action);
		}
	}

	@Override
	public <M, A> void mutateOther(SpaceId space, MutatorMethod<M, A> mutator, A args) {
		String json = JsonArgs.write(args, this.access.codecs(), "a mutation of space " + space);
		if (this.side.isServer()) {
			standing(() -> this.others.send(space, mutator, json));
		}
	}

	@Override
	public void readOther(SpaceId space, Consumer<? super ReadContext> read) {
		if (this.side.isServer()) {
			standing(() -> this.others.read(space, read));
		}
	}

	@Override
	public Optional<MutationSource> source() {
		return this.side.isServer() ? Optional.ofNullable(this.others.source()) : Optional.empty();
	}

	/** A refusal stands even if the mutator catches it. */
	private void standing(Runnable call) {
		try {
			call.run();
		}
		catch (MutationRejectedException ex) {
			this.rejection = ex;
			throw ex;
		}
	}

	/** Throw the refusal that the mutator caught, if it did. */
	void throwIfRejected() {
		this.ports.throwIfFailed();
		if (this.rejection != null) {
			throw this.rejection;
		}
	}

	/**
	 * Where goes what a mutator wants to happen elsewhere.
	 *
	 * @param actions gets actions
	 * @param others the other spaces
	 */
	record Outlets(ActionQueue actions, OtherSpaces others) {

		/** It gets nowhere. */
		static final Outlets NONE = new Outlets(ActionQueue.NONE, OtherSpaces.NONE);

	}

	private WriteScope scope(String prefix) {
		return new WriteScope() {

			@Override
			public <T> TableWriter<T> table(Table<T> table) {
				return new StateTable.Writable<>(table, prefix, MutationRunContext.this.access,
						MutationRunContext.this.overlay);
			}

		};
	}

}

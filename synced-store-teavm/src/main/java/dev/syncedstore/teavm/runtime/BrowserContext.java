package dev.syncedstore.teavm.runtime;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.PortUnavailableException;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.WriteScope;
import dev.syncedstore.core.state.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * The context of one run of a mutator in the browser, over the one that the client hands
 * to it.
 */
final class BrowserContext implements MutationContext {

	private final JSObject context;

	private final ShapeSource shapes;

	private final boolean transactional;

	private @Nullable MutationRejectedException rejection;

	private @Nullable PortUnavailableException failure;

	BrowserContext(JSObject context, ShapeSource shapes, boolean transactional) {
		this.context = context;
		this.shapes = shapes;
		this.transactional = transactional;
	}

	@Override
	public <T> TableWriter<T> table(Table<T> table) {
		return new BrowserTable<>(table, this.context, this.shapes);
	}

	@Override
	public String userId() {
		return JsContext.userId(this.context);
	}

	/** Never: much of what depends on it is not even compiled. */
	@Override
	public boolean isServer() {
		return false;
	}

	@Override
	public WriteScope privateOfUser(String userId) {
		if (!userId.equals(userId())) {
			throw new IllegalStateException(
					"The private data of another user is on the server only: guard the call with ctx.isServer()");
		}
		return new BrowserScope(JsContext.privateOfUser(this.context, userId), this.shapes);
	}

	@Override
	public WriteScope serverOnly() {
		throw new IllegalStateException("Server-only data is on the server only: guard the call with ctx.isServer()");
	}

	@Override
	public MutationRejectedException reject(String code, String message) {
		MutationRejectedException refusal = new MutationRejectedException(code, message);
		this.rejection = refusal;
		throw refusal;
	}

	@Override
	public <P> void onServer(Class<P> port, Consumer<? super P> call) {
		if (!this.transactional && port != ServerClock.class && port != ServerRandom.class) {
			PortUnavailableException unavailable = new PortUnavailableException(port,
					"Port " + port.getName()
							+ " can only be called from a mutator with @Mutator(transactional = true): others share a "
							+ "transaction, so they may call ServerClock and ServerRandom only");
			this.failure = unavailable;
			throw unavailable;
		}
	}

	@Override
	public <A> void enqueueAction(ActionName<A, ?> action, A args) {
		JSObject json;
		try {
			json = Codec.write(this.shapes.get(action.argsType()), args);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS,
					"The arguments of action " + action.name() + " can't be written: " + ex.getMessage());
		}
		int bytes = Js.bytes(json);
		if (bytes > Limits.MAX_ARGS_BYTES) {
			throw new MutationRejectedException(RejectionCode.ARGS_TOO_LARGE, "The arguments of action " + action.name()
					+ " take " + bytes + " bytes, but may take " + Limits.MAX_ARGS_BYTES);
		}
	}

	@Override
	public <A> void enqueueActionAt(Instant time, ActionName<A, ?> action, A args) {
		enqueueAction(action, args);
	}

	/** Which arguments the other mutator takes is known on the server. */
	@Override
	public <M, A> void mutateOther(SpaceId space, MutatorMethod<M, A> mutator, A args) {
	}

	@Override
	public void readOther(SpaceId space, Consumer<? super ReadContext> read) {
	}

	@Override
	public Optional<MutationSource> source() {
		return Optional.empty();
	}

	/** Throw what the mutator caught and must not have caught, if it did. */
	void throwIfRefused() {
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.rejection != null) {
			throw this.rejection;
		}
	}

	private record BrowserScope(JSObject scope, ShapeSource shapes) implements WriteScope {

		@Override
		public <T> TableWriter<T> table(Table<T> table) {
			return new BrowserTable<>(table, this.scope, this.shapes);
		}

	}

}

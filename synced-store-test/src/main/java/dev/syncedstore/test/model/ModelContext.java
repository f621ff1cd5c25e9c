package dev.syncedstore.test.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.PortUnavailableException;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.WriteScope;
import org.jspecify.annotations.Nullable;

/**
 * What a mutator sees that runs on a model. Changes take effect at once: whoever may have
 * to undo them works on a copy.
 */
final class ModelContext implements MutationContext {

	private static final int MAX_USER_ID_BYTES = 255;

	private final ModelEntries entries;

	private final ModelAccess access;

	private final ModelSide side;

	private @Nullable MutationRejectedException rejection;

	ModelContext(ModelEntries entries, ModelAccess access, ModelSide side) {
		this.entries = entries;
		this.access = access;
		this.side = side;
	}

	@Override
	public <T> TableWriter<T> table(Table<T> table) {
		return new ModelTable<>(this.entries, table, "", this.access);
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
		if (!this.side.isServer() && !userId.equals(this.side.userId())) {
			throw new IllegalStateException("A client has no private data of another user");
		}
		if (userId.isEmpty() || userId.contains("/") || userId.chars().anyMatch(Character::isISOControl)
				|| userId.getBytes(StandardCharsets.UTF_8).length > MAX_USER_ID_BYTES) {
			throw new IllegalArgumentException("'" + userId + "' is not a user id");
		}
		return scope("$$pu/" + userId + "/");
	}

	@Override
	public WriteScope serverOnly() {
		if (!this.side.isServer()) {
			throw new IllegalStateException("A client has no server-only data");
		}
		return scope("$$so/");
	}

	@Override
	public MutationRejectedException reject(String code, String message) {
		this.rejection = new MutationRejectedException(code, message);
		throw this.rejection;
	}

	@Override
	public <P> void onServer(Class<P> port, Consumer<? super P> call) {
		if (this.side.isServer()) {
			P implementation = this.access.ports().find(port);
			if (implementation == null) {
				throw new PortUnavailableException(port, "There is no port " + port.getName() + " in a model");
			}
			call.accept(implementation);
		}
	}

	/** What actions do is no part of the model. */
	@Override
	public <A> void enqueueAction(ActionName<A, ?> action, A args) {
	}

	@Override
	public <A> void enqueueActionAt(Instant time, ActionName<A, ?> action, A args) {
	}

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

	/** The refusal, also where the mutator has caught it. */
	@Nullable MutationRejectedException rejection() {
		return this.rejection;
	}

	private WriteScope scope(String prefix) {
		return new WriteScope() {

			@Override
			public <T> TableWriter<T> table(Table<T> table) {
				return new ModelTable<>(ModelContext.this.entries, table, prefix, ModelContext.this.access);
			}

		};
	}

}

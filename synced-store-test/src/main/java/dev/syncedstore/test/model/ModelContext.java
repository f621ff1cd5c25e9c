package dev.syncedstore.test.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.WriteScope;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * What a mutator sees that runs on a model. Changes take effect at once: whoever may have
 * to undo them works on a copy.
 */
final class ModelContext implements MutationContext {

	private static final int MAX_USER_ID_BYTES = 255;

	private static final int MAX_TARGETS = 200;

	private final ModelEntries entries;

	private final ModelAccess access;

	private final ModelSide side;

	private final @Nullable MutationSource source;

	private final List<ModelSent> sent = new ArrayList<>();

	private @Nullable MutationRejectedException rejection;

	ModelContext(ModelEntries entries, ModelAccess access, ModelSide side, @Nullable MutationSource source) {
		this.entries = entries;
		this.access = access;
		this.side = side;
		this.source = source;
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
		String json = write(args);
		if (!this.side.isServer()) {
			return;
		}
		MutatorDefinition definition = this.access.catalog().find(mutator);
		if (!definition.storeType().equals(space.storeType())) {
			throw new IllegalArgumentException(definition + " is not a mutator of " + space);
		}
		if (this.sent.size() == MAX_TARGETS) {
			throw reject(RejectionCode.TOO_MANY_TARGETS, "A mutation may send " + MAX_TARGETS);
		}
		this.sent.add(new ModelSent(space, new ModelCall(definition.name(), json)));
	}

	@SuppressWarnings("unchecked")
	private <A> String write(A args) {
		String json;
		try {
			json = this.access.codecs().forType((Class<A>) args.getClass()).write(args);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, "The arguments can't be written");
		}
		if (EntryKey.utf8Length(json) > Limits.MAX_ARGS_BYTES) {
			throw new MutationRejectedException(RejectionCode.ARGS_TOO_LARGE, "The arguments are too large");
		}
		return json;
	}

	/** What other spaces hold is given, and stays as it is. A refusal stands. */
	@Override
	public void readOther(SpaceId space, Consumer<? super ReadContext> read) {
		if (this.side.isServer()) {
			ModelEntries there = this.access.others().getOrDefault(space, new ModelEntries());
			try {
				read.accept(new ModelContext(there.copy(), this.access, this.side, null));
			}
			catch (MutationRejectedException ex) {
				this.rejection = ex;
				throw ex;
			}
		}
	}

	@Override
	public Optional<MutationSource> source() {
		return Optional.ofNullable(this.source);
	}

	/** What was sent to other spaces so far. */
	List<ModelSent> sent() {
		return this.sent;
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

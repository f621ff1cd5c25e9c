package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * Ends spaces, and whatever is called after their end. Used inside of the transaction
 * that has locked the space, once.
 */
final class EndedSpace {

	private static final String DETAIL = "The space was deleted";

	private final EngineParts parts;

	private final SpaceId space;

	private final LockedSpace locked;

	private final List<Runnable> completions = new ArrayList<>();

	EndedSpace(EngineParts parts, SpaceId space, LockedSpace locked) {
		this.parts = parts;
		this.space = space;
		this.locked = locked;
	}

	Batch run(List<SpaceCall> calls) {
		SpaceHead before = this.locked.head();
		Set<Long> deferred = takeDeferred(calls);
		String checkpoint = "";
		for (SpaceCall call : calls) {
			if (call instanceof PushCall push) {
				this.completions.add(() -> push.answer()
					.complete(new Answer.Refused<>(Problem.of(ProblemCode.SPACE_DELETED, DETAIL), null)));
			}
			else if (call instanceof ServerCall server) {
				reject(server, deferred);
			}
			else if (call instanceof MigrationCall migration) {
				this.completions.add(() -> migration.result().complete(true));
			}
			else if (call instanceof DeletionCall deletion && isLeft(deletion, deferred)) {
				if (!this.locked.head().deleted()) {
					checkpoint = this.parts.tokens().get();
					this.locked.delete(checkpoint, this.parts.clock().instant());
				}
				this.completions.add(() -> deletion.result().complete(null));
			}
		}
		SpaceHead after = this.locked.head();
		SpaceCommit commit = new SpaceCommit(after.version(), checkpoint, this.parts.clock().instant(), List.of(),
				List.of(), Map.of(), List.of());
		return new Batch(this.space, before, after,
				new CachedSpace(before, WholeSpace.of(Entries.EMPTY, 0), KnownClients.ofOwnSpace()), commit, List.of(),
				this.completions, List.of());
	}

	private Set<Long> takeDeferred(List<SpaceCall> calls) {
		Set<Long> ids = new HashSet<>();
		for (SpaceCall call : calls) {
			if (call instanceof ServerCall server && server.isDeferred()) {
				ids.add(server.deferredId());
			}
			else if (call instanceof DeletionCall deletion && deletion.isDeferred()) {
				ids.add(deletion.deferredId());
			}
		}
		return ids.isEmpty() ? Set.of() : new HashSet<>(this.locked.takeDeferred(ids));
	}

	private void reject(ServerCall call, Set<Long> deferred) {
		if (call.isDeferred() && !deferred.remove(call.deferredId())) {
			hasRun(call.deferredId(), call.result());
		}
		else {
			this.completions.add(() -> call.result()
				.completeExceptionally(new MutationRejectedException(RejectionCode.SPACE_DELETED, DETAIL)));
		}
	}

	private boolean isLeft(DeletionCall call, Set<Long> deferred) {
		if (call.isDeferred() && !deferred.remove(call.deferredId())) {
			hasRun(call.deferredId(), call.result());
			return false;
		}
		return true;
	}

	private void hasRun(long deferredId, CompletableFuture<@Nullable Void> result) {
		this.completions.add(() -> result.completeExceptionally(new AlreadyRunException(deferredId)));
	}

}

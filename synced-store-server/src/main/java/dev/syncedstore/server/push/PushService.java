package dev.syncedstore.server.push;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.ErasedClients;
import dev.syncedstore.server.RequestGate;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.member.MembershipRules;
import org.jspecify.annotations.Nullable;

/**
 * Serves pushes. Thread-safe. It asks the access policy on the calling thread, and, if
 * nothing else is to be done, also writes what was pushed there; otherwise it doesn't
 * wait for the database.
 */
public final class PushService {

	private final EngineParts parts;

	private final RequestGate gate;

	private final ErasedClients erasedClients;

	private final SpaceWriters writers;

	/**
	 * Create a service.
	 * @param parts what it works with
	 * @param writers process what is pushed
	 */
	public PushService(EngineParts parts, SpaceWriters writers) {
		this.parts = parts;
		this.gate = new RequestGate(parts);
		this.erasedClients = new ErasedClients(parts);
		this.writers = writers;
	}

	/**
	 * Process a client's mutations.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param request the request
	 * @return the answer, once everything it tells is durable, on the thread that
	 * committed it; never fails
	 */
	public CompletionStage<Answer<PushResponse>> push(SpaceId space, String userId, PushRequest request) {
		Instant start = this.parts.clock().instant();
		CompletableFuture<Answer<PushResponse>> answer = new CompletableFuture<>();
		answer.thenAccept((end) -> observe(space, start, end));
		Answer.Refused<PushResponse> refusal = check(space, userId, request);
		if (refusal != null) {
			this.erasedClients.refuse(space, request.clientId(), refusal, answer);
			return answer;
		}
		MembershipRules members = this.parts.mutations().members();
		PushCall.Rights rights;
		if (members != null && members.manages(space)) {
			// Whether the user is a member is found out where the space is locked.
			rights = new PushCall.Rights(true, members.mayCreate(space, userId));
		}
		else {
			Right write = right(space, userId, SpaceOperation.WRITE);
			Right create = right(space, userId, SpaceOperation.CREATE);
			if (write.unknown() != null || create.unknown() != null) {
				answer.complete((write.unknown() != null) ? write.unknown() : create.unknown());
				return answer;
			}
			rights = new PushCall.Rights(write.granted(), create.granted());
		}
		this.writers.submitOrRun(space,
				new PushCall(
						userId, request, MigratedMutation.of(request.mutations(),
								this.parts.schemas().schema(space.storeType()), this.parts),
						rights, currentCaller(), false, this.parts.limits().retryAfter(), answer));
		return answer;
	}

	/**
	 * Take the context of the calling thread along, for a request whose push is made by
	 * another one.
	 * @return the context, to be in place when {@link #push} is called
	 */
	public CallerContext currentCaller() {
		return this.parts.mutations().callers().current();
	}

	private Answer.@Nullable Refused<PushResponse> check(SpaceId space, String userId, PushRequest request) {
		if (this.writers.isClosed()) {
			return new Answer.Refused<>(Problem.of(ProblemCode.UNAVAILABLE, "The server is shutting down"),
					this.parts.limits().retryAfter());
		}
		MembershipRules members = this.parts.mutations().members();
		Answer.Refused<PushResponse> refusal = (members != null && members.manages(space))
				? this.gate.checkRequest(space, userId, request.protocolVersion(), request.userId())
				: this.gate.check(space, userId, request.protocolVersion(), request.userId());
		if (refusal != null) {
			return refusal;
		}
		int most = this.parts.pushLimits().mutations();
		if (request.mutations().size() > most) {
			return new Answer.Refused<>(Problem.of(ProblemCode.REQUEST_TOO_LARGE, "The push has "
					+ request.mutations().size() + " mutations, but may have " + most + ": send fewer at a time"),
					null);
		}
		long previous = 0;
		for (PushMutation mutation : request.mutations()) {
			if (mutation.id() <= previous) {
				return invalid("mutations: the ids must be positive and increase");
			}
			if (mutation.nonce() != null && mutation.nonce().length() > Protocol.MAX_NONCE_LENGTH) {
				return invalid("mutations: a nonce may have " + Protocol.MAX_NONCE_LENGTH + " characters");
			}
			if (!mutation.isWithdrawn()) {
				refusal = this.gate.checkMutation(space, mutation.schemaVersion());
			}
			if (refusal != null) {
				return refusal;
			}
			previous = mutation.id();
		}
		return null;
	}

	/**
	 * What the policy says. If it can't say anything, mutations must not be rejected for
	 * good because of that.
	 */
	private Right right(SpaceId space, String userId, SpaceOperation operation) {
		Answer.Refused<PushResponse> refusal = this.gate.checkOperation(space, userId, operation);
		if (refusal == null) {
			return new Right(true, null);
		}
		return new Right(false, refusal.problem().is(ProblemCode.ACCESS_DENIED) ? null : refusal);
	}

	private void observe(SpaceId space, Instant start, Answer<PushResponse> answer) {
		boolean known = this.parts.catalog().storeTypes().contains(space.storeType());
		this.parts.observer()
			.pushed(known ? space.storeType() : "", Duration.between(start, this.parts.clock().instant()),
					(answer instanceof Answer.Refused<PushResponse> refused) ? refused.problem().code() : null);
	}

	private static Answer.Refused<PushResponse> invalid(String detail) {
		return new Answer.Refused<>(Problem.of(ProblemCode.INVALID_REQUEST, detail), null);
	}

	/**
	 * Whether something is granted, or why that can't be said.
	 */
	private record Right(boolean granted, Answer.@Nullable Refused<PushResponse> unknown) {
	}

}

package dev.syncedstore.test.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.MalformedMessageException;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.action.run.ActionNode;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A server without HTTP: real messages go in, as text, and real messages come out.
 */
public final class InProcessServer implements ServerPort {

	private static final int OK = 200;

	private final SyncEngine engine;

	private final PokeHub hub;

	private final WireCodec codec;

	/**
	 * Create a server.
	 * @param engine serves pushes and pulls
	 * @param hub serves subscriptions
	 * @param codec reads and writes messages
	 */
	public InProcessServer(SyncEngine engine, PokeHub hub, WireCodec codec) {
		this.engine = engine;
		this.hub = hub;
		this.codec = codec;
	}

	@Override
	public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
		String[] path = request.path().split("/");
		boolean isAction = path.length == 5 && path[3].equals("actions");
		if (path.length != 4 && !isAction || !SpaceId.isStoreType(path[1]) || !SpaceId.isInstanceId(path[2])) {
			return refused(ProblemCode.INVALID_REQUEST, request.path() + " is not a path of the protocol");
		}
		SpaceId space = new SpaceId(path[1], path[2]);
		return switch (path[3]) {
			case "push" -> serve(request, this.codec::readPushRequest, this.codec::writePushResponse,
					(PushRequest push) -> this.engine.pushService().push(space, userId, push));
			case "pull" -> serve(request, this.codec::readPullRequest, this.codec::writePullResponse,
					(PullRequest pull) -> this.engine.pullService().pull(space, userId, pull));
			case "actions" -> act(space, userId, path[4], request);
			default -> refused(ProblemCode.INVALID_REQUEST, request.path() + " is not a path of the protocol");
		};
	}

	private CompletionStage<TransportResponse> act(SpaceId space, String userId, String action,
			TransportRequest request) {
		ActionNode node = this.engine.actions();
		if (node == null) {
			return refused(ProblemCode.UNKNOWN_ACTION, "The server has no actions");
		}
		return serve(request, this.codec::readActionRequest, this.codec::writeActionResponse,
				(ActionRequest call) -> node.service().call(space, userId, action, call));
	}

	@Override
	public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
		return this.hub.subscribe(subscription, receiver);
	}

	private <Q, A> CompletionStage<TransportResponse> serve(TransportRequest request, Function<String, Q> reader,
			Function<A, String> writer, Function<Q, CompletionStage<Answer<A>>> service) {
		Q parsed;
		try {
			parsed = reader.apply(request.body());
		}
		catch (MalformedMessageException ex) {
			return refused(ProblemCode.INVALID_REQUEST, String.valueOf(ex.getMessage()));
		}
		return service.apply(parsed).thenApply((answer) -> response(answer, writer));
	}

	private <A> TransportResponse response(Answer<A> answer, Function<A, String> writer) {
		if (answer instanceof Answer.Served<A> served) {
			return new TransportResponse(OK, null, writer.apply(served.body()));
		}
		Answer.Refused<A> refused = (Answer.Refused<A>) answer;
		return problem(refused.problem(), refused.retryAfter());
	}

	private CompletionStage<TransportResponse> refused(ProblemCode code, String detail) {
		return CompletableFuture.completedFuture(problem(Problem.of(code, detail), null));
	}

	private TransportResponse problem(Problem problem, @Nullable Duration retryAfter) {
		return new TransportResponse(problem.status(),
				(retryAfter != null) ? Long.toString(Math.max(1, retryAfter.toSeconds())) : null,
				this.codec.writeProblem(problem));
	}

}

package dev.syncedstore.server.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.syncedstore.codec.MalformedMessageException;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.access.Identity;
import dev.syncedstore.server.action.run.ActionService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Serves everything under the base path but pokes. What is not answered at once is put
 * aside until its answer is there, so that no thread waits. Every failure ends in an
 * answer that the protocol knows, whatever exception handling the application has.
 * Thread-safe.
 */
final class SyncController implements HttpRequestHandler {

	private static final Logger logger = LoggerFactory.getLogger(SyncController.class);

	private static final long TIMEOUT_MILLIS = Duration.ofSeconds(60).toMillis();

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private static final String RECEIVER = BodyReceiver.class.getName();

	private final SyncParts parts;

	private final int baseSegments;

	private final AtomicInteger waiting = new AtomicInteger();

	private final UserRates rates;

	private final ByteRoom received = ByteRoom.ofThisProcess();

	private final ByteRoom sent = ByteRoom.ofThisProcess();

	private final ReplySender sender;

	SyncController(SyncParts parts, String basePath) {
		this.parts = parts;
		this.baseSegments = segments(PathContainer.parsePath(basePath)).size();
		this.rates = new UserRates(parts.limits(), System::nanoTime);
		this.sender = new ReplySender(this.sent, unavailable("Too many answers are being read slowly"));
	}

	/**
	 * How many requests wait for their answers.
	 */
	int waiting() {
		return this.waiting.get();
	}

	/**
	 * How many bytes are held of requests and answers that are under way.
	 */
	long heldBytes() {
		return this.received.taken() + this.sent.taken();
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
		if (async.hasConcurrentResult()) {
			Object result = async.getConcurrentResult();
			async.clearConcurrentResult();
			if (request.getAttribute(RECEIVER) instanceof BodyReceiver receiver && !receiver.isComplete()) {
				receiver.abandon();
				// What is left of the body would be taken for the next request.
				response.setHeader(HttpHeaders.CONNECTION, "close");
			}
			write(request, response, (result instanceof Outcome outcome) ? finish(outcome) : unexpected(result));
			return;
		}
		Reply failure = tryToServe(request, response, async);
		if (failure != null) {
			write(request, response, failure);
		}
	}

	/**
	 * Begin to serve a request.
	 * @return the answer, if there is one already
	 */
	private @Nullable Reply tryToServe(HttpServletRequest request, HttpServletResponse response,
			WebAsyncManager async) {
		try {
			Call call = call(request);
			RequestBody body = RequestBody.of(request, this.parts.limits().maxBytes());
			UserRates.Excess excess = this.rates.begin(call.userId, call.route.name());
			if (excess != null) {
				return Reply.of(Problem.of(ProblemCode.TOO_MANY_REQUESTS, excess.detail()), this.parts.codec())
					.retryAfter(excess.retryAfter());
			}
			UnderWay underWay = new UnderWay(() -> this.rates.end(call.userId));
			try {
				serve(request, response, async, new Pending(call, body, underWay));
				return null;
			}
			catch (Exception | StackOverflowError ex) {
				underWay.end();
				throw ex;
			}
		}
		catch (Exception | StackOverflowError ex) {
			return failure(ex);
		}
	}

	private void serve(HttpServletRequest request, HttpServletResponse response, WebAsyncManager async, Pending pending)
			throws Exception {
		InputStream body = request.getInputStream();
		if (BodyReceiver.isPossible(request)) {
			RequestBody.Beginning begun = pending.body.begin(request);
			if (!begun.complete()) {
				receive(request, begun, pending.call, waitFor(request, response, async, pending));
				return;
			}
			body = new ByteArrayInputStream(begun.bytes());
		}
		CompletableFuture<Outcome> outcome = run(pending.call, pending.body.read(body));
		if (!outcome.isDone()) {
			outcome.thenAccept(waitFor(request, response, async, pending)::setResult);
			return;
		}
		Reply reply = finish(outcome.join());
		if (this.sender.isShort(reply)) {
			write(request, response, reply);
			pending.underWay.end();
		}
		else {
			waitFor(request, response, async, pending).setResult(() -> reply);
		}
	}

	/** Go on when the rest of the body has come. */
	private void receive(HttpServletRequest request, RequestBody.Beginning begun, Call call,
			DeferredResult<Outcome> result) throws IOException {
		request.setAttribute(RECEIVER, BodyReceiver.start(request, begun, this.received, new BodyReceiver.Receiver() {

			@Override
			public void received(byte[] bytes) {
				try {
					String json = begun.body().read(new ByteArrayInputStream(bytes));
					// Whatever thread this is, it knows nothing of the request.
					call.caller.run(() -> run(call, json).thenAccept(result::setResult));
				}
				catch (Exception | StackOverflowError ex) {
					failed(ex);
				}
			}

			@Override
			public void failed(Throwable failure) {
				result.setResult(() -> failure(failure));
			}

		}));
	}

	private DeferredResult<Outcome> waitFor(HttpServletRequest request, HttpServletResponse response,
			WebAsyncManager async, Pending pending) throws Exception {
		DeferredResult<Outcome> result = new DeferredResult<>(TIMEOUT_MILLIS,
				(Supplier<Outcome>) () -> () -> unavailable("The request or its answer took too long"));
		async.setAsyncWebRequest(WebAsyncUtils.createAsyncWebRequest(request, response));
		async.startDeferredResultProcessing(result);
		request.getAsyncContext().addListener(pending.underWay);
		return result;
	}

	private CompletableFuture<Outcome> run(Call call, String json) {
		this.rates.received(call.userId, json.length());
		try {
			Operation operation = operation(call, json);
			this.waiting.incrementAndGet();
			return operation.run().handle((outcome, failure) -> {
				this.waiting.decrementAndGet();
				return (outcome != null) ? outcome : (Outcome) () -> unexpected(failure);
			}).toCompletableFuture();
		}
		catch (RuntimeException | StackOverflowError ex) {
			return CompletableFuture.completedFuture(() -> failure(ex));
		}
	}

	private Reply failure(Throwable failure) {
		if (failure instanceof RefusedRequestException ex) {
			Reply reply = Reply.of(ex.problem(), this.parts.codec());
			return ex.headers()
				.entrySet()
				.stream()
				.findFirst()
				.map((header) -> reply.with(header.getKey(), header.getValue()))
				.orElse(reply);
		}
		if (failure instanceof MalformedMessageException ex) {
			RefusedRequestException refused = RefusedRequestException.invalid(ex.path(),
					String.valueOf(ex.getMessage()));
			return Reply.of(refused.problem(), this.parts.codec());
		}
		if (failure instanceof IOException) {
			logger.debug("A client went away before its request was complete", failure);
			return unavailable("The request is incomplete");
		}
		return unexpected(failure);
	}

	/** Messages are written on the container's threads, not on those that commit. */
	private Reply finish(Outcome outcome) {
		try {
			return outcome.reply();
		}
		catch (RuntimeException ex) {
			return unexpected(ex);
		}
	}

	private Call call(HttpServletRequest request) {
		String userId = userId(request);
		Route route = Route.of(below(ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication()));
		if (!request.getMethod().equals(Route.METHOD)) {
			throw RefusedRequestException.methodNotAllowed(request.getMethod(), Route.METHOD);
		}
		return new Call(userId, route, route.space(), this.parts.pushes().currentCaller());
	}

	private Operation operation(Call call, String json) {
		return switch (call.route.name()) {
			case PUSH -> {
				var push = this.parts.codec().readPushRequest(json);
				yield () -> this.parts.pushes()
					.push(call.space, call.userId, push)
					.thenApply((answer) -> () -> reply(answer, this.parts.codec()::writePushResponse));
			}
			case PULL -> {
				var pull = this.parts.codec().readPullRequest(json);
				yield () -> this.parts.pulls()
					.pull(call.space, call.userId, pull)
					.thenApply((answer) -> () -> reply(answer, this.parts.codec()::writePullResponse));
			}
			case ACTION -> {
				ActionService actions = this.parts.actions();
				if (actions == null) {
					throw RefusedRequestException.of(ProblemCode.UNKNOWN_ACTION, "The server has no actions");
				}
				var request = this.parts.codec().readActionRequest(json);
				yield () -> actions.call(call.space, call.userId, call.route.action(), request)
					.thenApply((answer) -> () -> reply(answer, this.parts.codec()::writeActionResponse));
			}
		};
	}

	private String userId(HttpServletRequest request) {
		Identity identity = this.parts.identification().identify(new ServletCredentials(request));
		if (identity instanceof Identity.Nobody nobody) {
			throw RefusedRequestException.of(ProblemCode.UNAUTHENTICATED, nobody.detail());
		}
		if (identity instanceof Identity.Unusable unusable) {
			throw RefusedRequestException.of(ProblemCode.ACCESS_DENIED, unusable.detail());
		}
		return ((Identity.User) identity).userId();
	}

	private <T> Reply reply(Answer<T> answer, Function<T, String> writer) {
		if (answer instanceof Answer.Refused<T> refused) {
			Reply reply = Reply.of(refused.problem(), this.parts.codec());
			Duration retryAfter = refused.retryAfter();
			return (retryAfter != null) ? reply.retryAfter(retryAfter) : reply;
		}
		return Reply.ok(writer.apply(((Answer.Served<T>) answer).body()));
	}

	private Reply unexpected(@Nullable Object failure) {
		String incident = this.parts.incidentIds().get();
		logger.error("A request failed unexpectedly (incident {})", incident,
				(failure instanceof Throwable cause) ? cause : null);
		return unavailable("The server failed; its log has the cause under " + incident);
	}

	private Reply unavailable(String detail) {
		return Reply.of(Problem.of(ProblemCode.UNAVAILABLE, detail), this.parts.codec()).retryAfter(RETRY_AFTER);
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Reply reply) {
		try {
			this.sender.send(request, response, reply);
		}
		catch (IOException ex) {
			logger.debug("A client went away before it had its answer", ex);
		}
	}

	/**
	 * The segments below the base path; none where slashes are doubled or at the end.
	 */
	private List<String> below(PathContainer path) {
		List<String> segments = segments(path);
		return (path.elements().size() == 2 * segments.size() && segments.size() > this.baseSegments)
				? segments.subList(this.baseSegments, segments.size()) : List.of();
	}

	private static List<String> segments(PathContainer path) {
		return path.elements()
			.stream()
			.filter(PathContainer.PathSegment.class::isInstance)
			.map((segment) -> ((PathContainer.PathSegment) segment).valueToMatch())
			.toList();
	}

	/**
	 * What a request asks for, before its body is read.
	 */
	private record Call(String userId, Route route, SpaceId space, CallerContext caller) {
	}

	/**
	 * A request whose body is to be read.
	 *
	 * @param call what it asks for
	 * @param body what is known of its body
	 * @param underWay is told of its end
	 */
	private record Pending(Call call, RequestBody body, UnderWay underWay) {
	}

	/**
	 * A request that has been read.
	 */
	@FunctionalInterface
	private interface Operation {

		CompletionStage<Outcome> run();

	}

	/**
	 * An answer that is there, and has to be written.
	 */
	@FunctionalInterface
	private interface Outcome {

		Reply reply();

	}

}

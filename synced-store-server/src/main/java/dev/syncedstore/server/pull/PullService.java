package dev.syncedstore.server.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.ErasedClients;
import dev.syncedstore.server.RequestGate;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.pull.WaitingPulls.Waiting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves pulls. Thread-safe. It asks the access policy on the calling thread, but never
 * waits for the database there.
 */
public final class PullService {

	private static final Logger logger = LoggerFactory.getLogger(PullService.class);

	private static final int PART_OF_CACHE = 8;

	private final EngineParts parts;

	private final RequestGate gate;

	private final ErasedClients erasedClients;

	private final PageReader reader;

	private final WaitingPulls waiting = new WaitingPulls();

	private final RecentChanges recent;

	private final Semaphore room;

	private final Function<SpaceId, CompletionStage<Boolean>> migrations;

	/**
	 * Create a service.
	 * @param parts what it works with
	 * @param migrations brings a space to this node's version of its schema: with
	 * {@code true} once it is there, with {@code false} once it is clear that this takes
	 * a while
	 */
	public PullService(EngineParts parts, Function<SpaceId, CompletionStage<Boolean>> migrations) {
		this.parts = parts;
		this.migrations = migrations;
		this.gate = new RequestGate(parts);
		this.erasedClients = new ErasedClients(parts);
		this.reader = new PageReader(parts);
		this.recent = new RecentChanges(parts.limits().cacheBytes() / PART_OF_CACHE);
		this.room = new Semaphore(parts.limits().waitingPulls());
	}

	/**
	 * Read what a client has missed, or a page of it.
	 * @param space the space
	 * @param userId the authenticated user
	 * @param request the request
	 * @return the answer, on a thread that must not be held up for long; never fails
	 */
	public CompletionStage<Answer<PullResponse>> pull(SpaceId space, String userId, PullRequest request) {
		Instant start = this.parts.clock().instant();
		CompletableFuture<Answer<PullResponse>> answer = new CompletableFuture<>();
		answer.thenAccept((end) -> observe(space, start, end));
		Answer.Refused<PullResponse> refusal = this.gate.check(space, userId, request.protocolVersion(),
				request.userId());
		if (refusal == null) {
			refusal = this.gate.checkSchema(space, request.schemaVersion());
		}
		if (refusal != null) {
			this.erasedClients.refuse(space, request.clientId(), refusal, answer);
		}
		else if (!this.room.tryAcquire()) {
			answer.complete(unavailable("Too many pulls are waiting already"));
		}
		else {
			answer.whenComplete((end, failure) -> this.room.release());
			submit(new Waiting(new PullCall(space, userId, request), answer));
		}
		return answer;
	}

	/**
	 * How many pulls wait for the database or are being served.
	 * @return their number
	 */
	public int waiting() {
		return this.parts.limits().waitingPulls() - this.room.availablePermits();
	}

	private void submit(Waiting waiting) {
		this.waiting.add(waiting);
		startTask(waiting.call().space());
	}

	/** A task takes all that waits for its space, so some find nothing to do. */
	private void startTask(SpaceId space) {
		try {
			this.parts.executor().execute(() -> serve(space));
		}
		catch (RejectedExecutionException ex) {
			for (Waiting refused : this.waiting.take(space)) {
				refused.answer().complete(unavailable("Too much is waiting already"));
			}
		}
	}

	private void serve(SpaceId space) {
		List<Waiting> taken = this.waiting.take(space);
		if (taken.isEmpty()) {
			return;
		}
		List<PageReader.Page> pages = read(space, taken);
		if (pages.size() < taken.size()) {
			this.waiting.putBack(space, taken.subList(pages.size(), taken.size()));
			startTask(space);
		}
		for (int i = 0; i < pages.size(); i++) {
			PullCall call = taken.get(i).call();
			if (pages.get(i).sight() == PageReader.Sight.BEHIND) {
				migrate(taken.get(i), pages.get(i));
			}
			else {
				release(call, claimed(call, pages.get(i)), taken.get(i).answer());
			}
		}
	}

	/** Read again when the space can be read. */
	private void migrate(Waiting waiting, PageReader.Page page) {
		this.migrations.apply(waiting.call().space()).whenComplete((done, failure) -> {
			if (failure == null && done) {
				submit(waiting);
			}
			else {
				waiting.answer().complete(page.answer());
			}
		});
	}

	/**
	 * Read for several pulls in one transaction, which begins after all of them have
	 * come.
	 * @return the pages of the first of them, at least of one
	 */
	private List<PageReader.Page> read(SpaceId space, List<Waiting> waiting) {
		List<PullCall> calls = waiting.stream().map(Waiting::call).toList();
		try {
			return this.parts.log().read(space, (snapshot) -> read(snapshot, calls));
		}
		catch (LogUnavailableException ex) {
			logger.debug("Pulls of space {} could not be served", space, ex);
			return Collections.nCopies(calls.size(), unread("The database can't be read at the moment"));
		}
		catch (RuntimeException | Error ex) {
			if (calls.size() > 1) {
				// One of them may be at fault: the others must not feel it.
				return read(space, waiting.subList(0, 1));
			}
			logger.error("A pull of space {} failed; it was answered 503", space, ex);
			return List.of(unread("The server has failed"));
		}
	}

	private List<PageReader.Page> read(SpaceSnapshot snapshot, List<PullCall> calls) {
		BatchSnapshot batch = new BatchSnapshot(snapshot, this.recent, calls, System::nanoTime);
		List<PageReader.Page> pages = new ArrayList<>();
		while (pages.size() < calls.size() && (pages.isEmpty() || !batch.isExhausted())) {
			pages.add(this.reader.read(batch, calls.get(pages.size())));
		}
		return pages;
	}

	/** The answer, if the client does belong to its user. */
	private Answer<PullResponse> claimed(PullCall call, PageReader.Page page) {
		try {
			if (page.sight() == PageReader.Sight.NEW
					&& !this.parts.log().claimClient(call.space(), call.request().clientId(), call.userId())) {
				return PageReader.clientOfAnotherUser();
			}
			if (page.sight() == PageReader.Sight.RARE) {
				this.parts.log()
					.sawClient(call.space(), call.request().clientId(), call.request().acknowledgedMutationId());
			}
			return page.answer();
		}
		catch (LogUnavailableException ex) {
			logger.debug("A client of space {} could not be taken into use", call.space(), ex);
			return unavailable("The database can't be written at the moment");
		}
		catch (RuntimeException | Error ex) {
			logger.error("A pull of space {} failed; it was answered 503", call.space(), ex);
			return unavailable("The server has failed");
		}
	}

	/**
	 * Give out what was read. What a commit has written goes to nobody on a decision that
	 * is older than the commit; and the policy is not asked on a thread that is meant for
	 * the database.
	 */
	private void release(PullCall call, Answer<PullResponse> read, CompletableFuture<Answer<PullResponse>> answer) {
		if (!(read instanceof Answer.Served<PullResponse> served) || served.body().delta().patches().isEmpty()
				|| isDecided(call, served.body().delta())) {
			answer.complete(read);
			return;
		}
		this.parts.access().ask(call.space(), call.userId(), AccessDecisions.Urgency.NOW, (access) -> {
			Answer.Refused<PullResponse> refusal = this.gate.check(access);
			answer.complete((refusal != null) ? refusal : read);
		});
	}

	private boolean isDecided(PullCall call, Delta delta) {
		AccessDecisions access = this.parts.access();
		return access.everybodyMay(call.space())
				|| access.isKnownToAllowAfter(call.space(), call.userId(), delta.epoch(), delta.maxIncludedVersion());
	}

	private PageReader.Page unread(String detail) {
		return new PageReader.Page(unavailable(detail), PageReader.Sight.KNOWN);
	}

	private Answer<PullResponse> unavailable(String detail) {
		return Answer.unavailable(detail, this.parts.limits().retryAfter());
	}

	private void observe(SpaceId space, Instant start, Answer<PullResponse> answer) {
		boolean known = this.parts.catalog().storeTypes().contains(space.storeType());
		this.parts.observer()
			.pulled(known ? space.storeType() : "", Duration.between(start, this.parts.clock().instant()),
					problemCode(answer));
	}

	private static @Nullable String problemCode(Answer<PullResponse> answer) {
		return (answer instanceof Answer.Refused<PullResponse> refused) ? refused.problem().code() : null;
	}

}

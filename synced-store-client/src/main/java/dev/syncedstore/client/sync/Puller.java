package dev.syncedstore.client.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.codec.MalformedMessageException;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.rebase.HistoryPoint;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what may have been missed, one pull at a time. Used on the scheduler alone.
 */
final class Puller {

	private final SyncLoop loop;

	private final Gate gate;

	private final Timer poll;

	private @Nullable Flight flight;

	private boolean wanted;

	/** Wait for a pull that begins from now on. */
	private List<CompletableFuture<Void>> waiting = new ArrayList<>();

	Puller(SyncLoop loop) {
		this.loop = loop;
		this.gate = loop.gate(this::start);
		this.poll = new Timer(loop.environment().scheduler());
	}

	Gate gate() {
		return this.gate;
	}

	boolean isPulling() {
		return this.flight != null;
	}

	/** See to it that a pull begins from now on. */
	void request() {
		this.wanted = true;
		start();
	}

	/**
	 * See to it that a pull begins from now on, and tell when it is over.
	 * @param pulled is completed then
	 */
	void request(CompletableFuture<Void> pulled) {
		this.waiting.add(pulled);
		request();
	}

	/** Pull again and again, as long as no pokes come through. */
	void poll() {
		if (!this.loop.link().isLive()) {
			this.poll.start(this.loop.timings().pollInterval(), this::request);
		}
	}

	void stopPolling() {
		this.poll.stop();
	}

	void stop() {
		this.poll.stop();
		this.gate.reset();
	}

	private void start() {
		if (!this.loop.isOnline() || this.flight != null || !this.wanted || !this.gate.isOpen()) {
			return;
		}
		this.wanted = false;
		this.poll.stop();
		this.flight = new Flight(firstRequest(), this.loop.pusher().answeredId(), this.waiting);
		this.waiting = new ArrayList<>();
		this.loop.inbox().asking();
		this.loop.pullStarts();
		send(this.flight, null);
	}

	private PullRequest firstRequest() {
		ClientState now = this.loop.store().state();
		HistoryPoint here = now.local().base().point();
		return new PullRequest(Protocol.VERSION, this.loop.settings().schemaVersion(), now.clientId(),
				now.user().onRequests(), now.acknowledgedId(), (here != null) ? here.epoch() : null,
				(here != null) ? here.version() : null, (here != null) ? here.checkpoint() : null, null);
	}

	private void send(Flight pull, @Nullable String page) {
		PullRequest first = pull.request;
		PullRequest request = new PullRequest(first.protocolVersion(), first.schemaVersion(), first.clientId(),
				first.userId(), first.acknowledgedMutationId(), first.epoch(), first.version(), first.checkpoint(),
				page);
		this.loop.exchange()
			.post(this.loop.settings().path("pull"), this.loop.codec().writePullRequest(request),
					(answer) -> answered(pull, answer));
	}

	private void answered(Flight pull, Answer answer) {
		if (this.loop.isClosed() || this.flight != pull) {
			return;
		}
		if (!isOfThisClient(pull)) {
			giveUp(pull);
			start();
			return;
		}
		if (answer instanceof Answer.Success success) {
			// The server can read the next page while this one is understood.
			String ahead = this.loop.isOnline() ? this.loop.codec().peekNextPage(success.body()) : null;
			if (ahead != null) {
				send(pull, ahead);
			}
			PullResponse page = read(success);
			if (page != null) {
				succeeded(pull, page, ahead != null);
			}
			else {
				failed(pull, Answer.Failure.NO_ANSWER);
			}
		}
		else if (answer instanceof Answer.Failure failure) {
			failed(pull, failure);
		}
	}

	/**
	 * Whether the answer tells of this client's mutations. If it has taken another id
	 * since it asked, the answer may bring effects of mutations that it takes for
	 * pending.
	 */
	private boolean isOfThisClient(Flight pull) {
		return pull.request.clientId().equals(this.loop.store().state().clientId());
	}

	private @Nullable PullResponse read(Answer.Success success) {
		try {
			return this.loop.codec().readPullResponse(success.body());
		}
		catch (MalformedMessageException ex) {
			return null;
		}
	}

	private void succeeded(Flight pull, PullResponse page, boolean askedAhead) {
		if (!this.loop.identify(page.userId())) {
			return;
		}
		if (!isOfThisClient(pull)) {
			// What was kept for that user knows better where to begin.
			giveUp(pull);
			start();
			return;
		}
		pull.result.add(page);
		if (page.nextPage() == null) {
			complete(pull);
		}
		else if (!this.loop.isOnline()) {
			giveUp(pull);
		}
		else if (!askedAhead) {
			send(pull, page.nextPage());
		}
	}

	private void complete(Flight pull) {
		this.flight = null;
		DeltaInbox.Use use = this.loop.inbox().pulled(pull.result);
		this.wanted |= this.loop.inbox().joinKept();
		Long own = pull.result.last().lastMutationIds().get(this.loop.store().state().clientId());
		if (own != null && own < pull.answeredId) {
			this.loop.pusher().rewind(own);
		}
		if (use == DeltaInbox.Use.JOINED) {
			this.loop.store().provenance().asked();
			this.loop.environment().observer().pulled();
			this.gate.succeeded();
			pull.waiting.forEach((pulled) -> pulled.complete(null));
		}
		else {
			giveUp(pull);
			if (use == DeltaInbox.Use.NONE) {
				this.gate.retryLater();
			}
		}
		poll();
		this.loop.pullEnds(true);
		this.loop.pusher().wake();
		start();
	}

	private void failed(Flight pull, Answer.Failure failure) {
		giveUp(pull);
		this.wanted |= this.loop.inbox().joinKept();
		if (failure.is(ProblemCode.PAGE_EXPIRED)) {
			this.gate.retryLater();
		}
		else {
			this.loop.failed(failure, this.gate);
		}
		this.loop.pullEnds(false);
		start();
	}

	private void giveUp(Flight pull) {
		this.flight = null;
		this.wanted = true;
		this.waiting.addAll(pull.waiting);
	}

	/**
	 * A pull under way.
	 */
	private static final class Flight {

		private final PullRequest request;

		private final PullResult result;

		/** What the server was known to have processed when it was asked. */
		private final long answeredId;

		private final List<CompletableFuture<Void>> waiting;

		Flight(PullRequest request, long answeredId, List<CompletableFuture<Void>> waiting) {
			this.request = request;
			this.result = new PullResult((request.epoch() != null && request.version() != null)
					? new HistoryPoint(request.epoch(), request.version(), request.checkpoint()) : null);
			this.answeredId = answeredId;
			this.waiting = waiting;
		}

	}

}

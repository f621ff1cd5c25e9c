package dev.syncedstore.client.sync;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.codec.MalformedMessageException;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.state.EntryKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is pending, one push at a time. Used on the scheduler alone.
 */
final class Pusher {

	private static final Logger logger = LoggerFactory.getLogger(Pusher.class);

	/** About what a mutation takes besides its arguments. */
	private static final int ENVELOPE_BYTES = 200;

	private final SyncLoop loop;

	private final Gate gate;

	private final Timer missingEffect;

	private volatile boolean inFlight;

	/** The last mutation that an answer said is processed. */
	private long answeredId;

	/** How many pushes the server has accepted. */
	private long accepted;

	/** How many mutations go into a push, fewer after one was refused as a whole. */
	private int batchLimit = Protocol.MAX_PUSH_MUTATIONS;

	Pusher(SyncLoop loop) {
		this.loop = loop;
		this.gate = loop.gate(this::wake);
		this.missingEffect = new Timer(loop.environment().scheduler());
	}

	Gate gate() {
		return this.gate;
	}

	/** Whether a push is under way, after which {@link #wake} is called in any case. */
	boolean isInFlight() {
		return this.inFlight;
	}

	long answeredId() {
		return this.answeredId;
	}

	long accepted() {
		return this.accepted;
	}

	/** Send what is pending, if nothing is under way. */
	void wake() {
		if (!this.loop.isOnline() || this.inFlight || !this.gate.isOpen()
				|| this.loop.store().provenance().isDoubtful()) {
			return;
		}
		ClientState now = this.loop.store().state();
		List<PushMutation> batch = batch(now);
		if (batch.isEmpty()) {
			return;
		}
		this.inFlight = true;
		this.loop.store().sending(lastId(batch));
		PushRequest request = new PushRequest(Protocol.VERSION, now.clientId(), now.user().onRequests(),
				now.acknowledgedId(), batch);
		this.loop.exchange()
			.post(this.loop.settings().path("push"), this.loop.codec().writePushRequest(request),
					(answer) -> answered(request, answer));
	}

	/**
	 * The server has lost what it had said was processed: it is sent again.
	 * @param lastMutationId the last mutation that the server has
	 */
	void rewind(long lastMutationId) {
		this.answeredId = Math.min(this.answeredId, lastMutationId);
	}

	/** The client has a new id, under which nothing was sent. */
	void startOver() {
		this.answeredId = 0;
		this.missingEffect.stop();
	}

	void stop() {
		this.missingEffect.stop();
		this.gate.reset();
	}

	private List<PushMutation> batch(ClientState now) {
		List<PushMutation> batch = new ArrayList<>();
		int bytes = 0;
		for (PendingMutation mutation : now.local().pendingAfter(Math.max(this.answeredId, 0))) {
			PushMutation push = mutation.toPush();
			bytes += EntryKey.utf8Length(push.args()) + ENVELOPE_BYTES;
			if (batch.size() == this.batchLimit || (bytes > Protocol.MAX_PUSH_BYTES && !batch.isEmpty())) {
				break;
			}
			batch.add(push);
		}
		return batch;
	}

	private void answered(PushRequest request, Answer answer) {
		this.inFlight = false;
		if (this.loop.isClosed()) {
			return;
		}
		boolean unproven = !this.loop.store().provenance().isProven();
		boolean current = request.clientId().equals(this.loop.store().state().clientId());
		if (answer instanceof Answer.Success success && current) {
			PushResponse response = read(success);
			if (response != null) {
				succeeded(request, response);
			}
			else {
				this.loop.failed(Answer.Failure.NO_ANSWER, this.gate);
			}
		}
		else if (answer instanceof Answer.Failure failure && current) {
			failed(request, failure);
		}
		if (unproven && !this.loop.isClosed()) {
			understandKept();
		}
		wake();
	}

	/** What has waited for the answer can be understood now. */
	private void understandKept() {
		if (!this.loop.puller().isPulling() && this.loop.inbox().joinKept()) {
			this.loop.puller().request();
		}
		this.loop.puller().gate().hurry();
	}

	private @Nullable PushResponse read(Answer.Success success) {
		try {
			return this.loop.codec().readPushResponse(success.body());
		}
		catch (MalformedMessageException ex) {
			return null;
		}
	}

	private void succeeded(PushRequest request, PushResponse response) {
		if (!this.loop.identify(response.userId())) {
			return;
		}
		long last = lastId(request.mutations());
		this.accepted++;
		if (response.lastMutationId() <= last) {
			this.loop.store().provenance().proven();
		}
		else {
			// Another copy of this client has sent the same, and more.
			this.loop.store().provenance().provenUpTo(last);
		}
		this.loop.inbox().remember(response.rejectedMutations());
		this.answeredId = Math.max(this.answeredId, Math.min(response.lastMutationId(), last));
		this.batchLimit = Math.min(Protocol.MAX_PUSH_MUTATIONS, this.batchLimit * 2);
		if (response.lastMutationId() < last) {
			logger.warn("The server has processed mutations up to {} of {} and doesn't say why",
					response.lastMutationId(), last);
			this.gate.retryLater();
		}
		else {
			this.gate.succeeded();
		}
		this.loop.pushEnds();
		expectEffects();
	}

	/** A poke brings the effects, unless it gets lost. */
	private void expectEffects() {
		if (!isEffectMissing()) {
			this.missingEffect.stop();
		}
		else if (!this.loop.link().isLive()) {
			this.loop.puller().request();
		}
		else if (!this.missingEffect.isRunning()) {
			this.missingEffect.start(this.loop.timings().missingEffect(), () -> {
				if (isEffectMissing()) {
					this.loop.puller().request();
				}
			});
		}
	}

	private boolean isEffectMissing() {
		return this.loop.store().state().local().processedId() < this.answeredId;
	}

	private void failed(PushRequest request, Answer.Failure failure) {
		if (failure.is(ProblemCode.PROTOCOL_VERSION_NOT_SUPPORTED)) {
			this.loop.failed(failure, this.gate);
		}
		else if (failure.status() == 400 || failure.status() == 413) {
			tooMuch(request.mutations(), failure);
		}
		else if (failure.is(ProblemCode.UNKNOWN_CLIENT)) {
			this.loop.becomeAnotherClient(this.loop.store().state().local().processedId());
		}
		else if (failure.is(ProblemCode.CLIENT_FORKED)) {
			forked(failure);
		}
		else if (failure.is(ProblemCode.MUTATION_GAP)) {
			gap(request.mutations().get(0).id(), failure.number("last_mutation_id", 0));
		}
		else {
			this.loop.failed(failure, this.gate);
		}
	}

	/** Both copies have what is common, and its outcomes. */
	private void forked(Answer.Failure failure) {
		long common = failure.number("last_common_id", 0);
		this.loop.store().provenance().provenUpTo(common);
		if (failure.problem() != null) {
			this.loop.inbox().remember(failure.problem().rejectedMutations());
			this.loop.inbox().keepRefusals(common);
		}
		this.loop.becomeAnotherClient(common);
	}

	private void tooMuch(List<PushMutation> batch, Answer.Failure failure) {
		PushMutation first = batch.get(0);
		if (batch.size() > 1) {
			this.batchLimit = batch.size() / 2;
		}
		else if (first.isWithdrawn()) {
			// Not even that goes through, so the mutation is not to blame.
			this.loop.store().reinstate(first.id());
			this.gate.retryLater();
		}
		else {
			ProblemCode code = (failure.status() == 413) ? ProblemCode.REQUEST_TOO_LARGE : ProblemCode.INVALID_REQUEST;
			Refusal reason = (failure.problem() != null)
					? new Refusal(failure.problem().code(), failure.problem().detail())
					: new Refusal(code.code(), failure.detail());
			logger.warn("Mutation {} ({}) can't be sent and is withdrawn: {}", first.id(), first.name(),
					failure.detail());
			this.loop.store().withdraw(first.id(), reason);
		}
	}

	private void gap(long firstSentId, long lastMutationId) {
		long processedId = this.loop.store().state().local().processedId();
		if (lastMutationId < processedId) {
			this.loop.becomeAnotherClient(processedId);
			return;
		}
		this.answeredId = Math.min(lastMutationId, this.loop.store().state().sentId());
		if (firstSentId <= lastMutationId + 1) {
			// There was no gap, so sending the same again at once would not help.
			this.gate.retryLater();
		}
	}

	private static long lastId(List<PushMutation> batch) {
		return batch.get(batch.size() - 1).id();
	}

}

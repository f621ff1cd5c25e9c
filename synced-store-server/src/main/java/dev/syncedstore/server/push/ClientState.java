package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.NonceWindow;
import org.jspecify.annotations.Nullable;

/**
 * A client in the course of a batch.
 */
final class ClientState {

	private final ClientRecord before;

	private final List<@Nullable String> newNonces = new ArrayList<>();

	private final List<RejectedMutation> rejections;

	private long last;

	private long acknowledged;

	private boolean settled;

	private boolean changed;

	private ClientState(ClientRecord before, boolean isNew) {
		this.before = before;
		this.rejections = new ArrayList<>(before.rejections());
		this.last = before.lastMutationId();
		this.acknowledged = before.acknowledgedMutationId();
		this.changed = isNew;
	}

	static ClientState known(ClientRecord record) {
		return new ClientState(record, false);
	}

	static ClientState unknown(String clientId, String userId) {
		return new ClientState(new ClientRecord(clientId, userId, 0, 0, NonceWindow.EMPTY, List.of()), true);
	}

	String userId() {
		return this.before.userId();
	}

	long last() {
		return this.last;
	}

	List<RejectedMutation> rejections() {
		return List.copyOf(this.rejections);
	}

	/** Of what a forked copy has in common, so that its user hears of them, too. */
	List<RejectedMutation> rejectionsUpTo(long id) {
		return this.rejections.stream().filter((rejection) -> rejection.mutationId() <= id).toList();
	}

	boolean isChanged() {
		return this.changed;
	}

	/** Whether rejections have been acknowledged. */
	boolean isSettled() {
		return this.settled;
	}

	long acknowledged() {
		return this.acknowledged;
	}

	ClientRecord toRecord() {
		return new ClientRecord(this.before.clientId(), this.before.userId(), this.last, this.acknowledged, nonces(),
				this.rejections);
	}

	/**
	 * Whether a request shows that there are two copies of the client.
	 */
	boolean isForked(PushRequest request) {
		if (request.acknowledgedMutationId() < this.acknowledged) {
			return true;
		}
		NonceWindow nonces = nonces();
		for (PushMutation mutation : request.mutations()) {
			if (mutation.id() <= this.last && !nonces.matches(mutation.id(), mutation.nonce())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Up to where a forked copy has the same history, as far as is known. What it doesn't
	 * send it knows to be processed: an earlier push of it was accepted, or its base has
	 * it.
	 */
	long lastCommonId(PushRequest request) {
		NonceWindow nonces = nonces();
		long common = request.acknowledgedMutationId();
		if (!request.mutations().isEmpty()) {
			common = Math.max(common, Math.min(request.mutations().get(0).id() - 1, this.last));
		}
		for (PushMutation mutation : request.mutations()) {
			if (!nonces.covers(mutation.id()) || !nonces.matches(mutation.id(), mutation.nonce())) {
				break;
			}
			common = mutation.id();
		}
		return common;
	}

	/**
	 * How many processed mutations the client would leave unacknowledged.
	 */
	long unacknowledgedAfter(PushRequest request) {
		List<PushMutation> mutations = request.mutations();
		long end = mutations.isEmpty() ? this.last : Math.max(this.last, mutations.get(mutations.size() - 1).id());
		return end - Math.max(this.acknowledged, Math.min(request.acknowledgedMutationId(), this.last));
	}

	void acknowledge(long id) {
		long upTo = Math.min(id, this.last);
		if (upTo > this.acknowledged) {
			this.acknowledged = upTo;
			this.settled |= this.rejections.removeIf((rejection) -> rejection.mutationId() <= upTo);
			this.changed = true;
		}
	}

	void processed(PushMutation mutation, @Nullable RejectedMutation rejection) {
		this.last = mutation.id();
		this.newNonces.add(mutation.nonce());
		if (rejection != null) {
			this.rejections.add(rejection);
		}
		this.changed = true;
	}

	/** Also of those that the batch has processed. */
	private NonceWindow nonces() {
		boolean unchanged = this.newNonces.isEmpty() && this.acknowledged == this.before.acknowledgedMutationId();
		return unchanged ? this.before.nonces() : this.before.nonces().with(this.newNonces, this.acknowledged);
	}

}

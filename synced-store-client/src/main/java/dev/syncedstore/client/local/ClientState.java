package dev.syncedstore.client.local;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.syncedstore.core.rebase.LocalState;

/**
 * All that a local store is at one moment. Immutable.
 *
 * @param clientId the client's id at the server
 * @param user for whom the store is
 * @param local base, pending mutations and view
 * @param progress how far the client has come with its mutations
 * @param closed whether the store takes no more mutations
 */
public record ClientState(String clientId, LocalUser user, LocalState local, Progress progress, boolean closed) {

	static ClientState fresh(String clientId, LocalUser user) {
		return new ClientState(clientId, user, LocalState.EMPTY, Progress.NONE, false);
	}

	/**
	 * The latest mutation whose outcome the application was told.
	 * @return its id
	 */
	public long acknowledgedId() {
		return this.progress.acknowledgedId();
	}

	/**
	 * The highest id that was ever sent: what is beyond was not done by this client.
	 * @return the id
	 */
	public long sentId() {
		return this.progress.sentId();
	}

	/**
	 * The refused mutations of which the application was not told yet, in order.
	 * @return the mutations
	 */
	public List<UnreadRejection> unread() {
		return this.progress.unread();
	}

	ClientState with(LocalState local) {
		return new ClientState(this.clientId, this.user, local, this.progress, this.closed);
	}

	ClientState with(LocalUser user, LocalState local) {
		return new ClientState(this.clientId, user, local, this.progress, this.closed);
	}

	/** A step that settles mutations. */
	ClientState settling(LocalState local, List<Outcome> settled) {
		List<UnreadRejection> refused = settled.stream()
			.filter((outcome) -> outcome.refusal() != null)
			.map((outcome) -> new UnreadRejection(this.clientId, outcome))
			.toList();
		return refused.isEmpty() ? with(local) : new ClientState(this.clientId, this.user, local,
				this.progress.withUnread(Stream.concat(unread().stream(), refused.stream()).toList()), this.closed);
	}

	ClientState withClient(String clientId, LocalState local) {
		return new ClientState(clientId, this.user, local, new Progress(0, 0, unread()), this.closed);
	}

	ClientState sending(long id) {
		return (id > sentId()) ? with(new Progress(acknowledgedId(), id, unread())) : this;
	}

	/**
	 * The application was told outcomes.
	 * @param clientId the client whose mutations these were
	 * @param id up to this one
	 * @param told the nonces of the rejections among them
	 */
	ClientState acknowledging(String clientId, long id, Set<String> told) {
		List<UnreadRejection> left = unread().stream().filter((each) -> !told.contains(each.nonce())).toList();
		long acknowledged = acknowledgedId();
		if (clientId.equals(this.clientId)) {
			long firstUnread = left.stream()
				.filter((each) -> each.clientId().equals(clientId))
				.mapToLong((each) -> each.outcome().mutation().id())
				.min()
				.orElse(Long.MAX_VALUE);
			acknowledged = Math.max(acknowledged, Math.min(id, firstUnread - 1));
		}
		return (acknowledged > acknowledgedId() || left.size() < unread().size())
				? with(new Progress(acknowledged, sentId(), left)) : this;
	}

	/** A step that leaves nothing, and if wanted not even what refused mutations said. */
	ClientState discarding(List<Outcome> refused, boolean erased) {
		ClientState after = settling(this.local.discard(), refused);
		return erased ? after
			.with(after.progress.withUnread(after.unread().stream().map(UnreadRejection::withoutArguments).toList()))
				: after;
	}

	ClientState asClosed() {
		return new ClientState(this.clientId, this.user, this.local, this.progress, true);
	}

	private ClientState with(Progress progress) {
		return new ClientState(this.clientId, this.user, this.local, progress, this.closed);
	}

	/**
	 * How far a client has come with its mutations.
	 *
	 * @param acknowledgedId the latest mutation whose outcome the application was told
	 * @param sentId the latest mutation that was ever sent
	 * @param unread the refused mutations of which the application was not told yet
	 */
	public record Progress(long acknowledgedId, long sentId, List<UnreadRejection> unread) {

		/** Nothing was done yet. */
		public static final Progress NONE = new Progress(0, 0, List.of());

		Progress withUnread(List<UnreadRejection> unread) {
			return new Progress(this.acknowledgedId, this.sentId, unread);
		}

	}

}

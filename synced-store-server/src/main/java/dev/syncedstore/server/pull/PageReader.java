package dev.syncedstore.server.pull;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionedPatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of what a client has missed. Changes come by increasing version, so what
 * changes while a client pages moves behind the place it is at, and comes again: after
 * the last page the client has exactly what that page's snapshot has.
 */
final class PageReader {

	/** Before all changes. */
	private static final ChangePosition START = new ChangePosition(0, "");

	private final int pageBytes;

	private final Clock clock;

	private final SchemaCatalog schemas;

	private final Duration retryAfter;

	PageReader(EngineParts parts) {
		this.schemas = parts.schemas();
		this.pageBytes = parts.limits().pageBytes();
		this.clock = parts.clock();
		this.retryAfter = parts.limits().retryAfter();
	}

	Page read(SpaceSnapshot snapshot, PullCall call) {
		PullRequest request = call.request();
		SpaceHead head = snapshot.head();
		if (head.deleted()) {
			return new Page(Answer.refused(Problem.of(ProblemCode.SPACE_DELETED, "The space was deleted")),
					Sight.KNOWN);
		}
		int version = this.schemas.version(call.space().storeType());
		if (head.version() > 0 && !head.schema().isAt(version)) {
			return new Page(
					Answer.unavailable("What is in the space is of another version of its schema", this.retryAfter),
					head.schema().isBeyond(version) ? Sight.KNOWN : Sight.BEHIND);
		}
		ClientRecord client = snapshot.clients(List.of(request.clientId())).get(request.clientId());
		if (client != null && !client.userId().equals(call.userId())) {
			return new Page(clientOfAnotherUser(), Sight.KNOWN);
		}
		PageToken from = (request.page() != null) ? resume(request.page(), call, snapshot) : begin(snapshot, call);
		if (from == null) {
			return new Page(pageExpired(), Sight.KNOWN);
		}
		ChangePage changes = snapshot
			.changes(new ChangeQuery(call.userId(), from.position(), from.deletionsAfter(), this.pageBytes));
		Delta delta = new Delta(head.epoch(), head.checkpoint(), from.minVersion(), head.version(),
				changes.changes().stream().map(VersionedPatch::patch).toList(),
				Map.of(request.clientId(), (client != null) ? client.lastMutationId() : 0L),
				rejections(client, request));
		return new Page(Answer.of(new PullResponse(delta, call.userId(), version, from.reset(),
				changes.complete() ? null : next(from, changes, head).encode())), sight(client, head));
	}

	private Sight sight(@Nullable ClientRecord client, SpaceHead head) {
		if (client == null) {
			return head.exists() ? Sight.NEW : Sight.KNOWN;
		}
		return client.isToBeSeen(this.clock.instant()) ? Sight.RARE : Sight.KNOWN;
	}

	static Answer<PullResponse> clientOfAnotherUser() {
		return Answer.refused(Problem.of(ProblemCode.CLIENT_OF_ANOTHER_USER,
				"The client_id belongs to another user of this space: take a new one"));
	}

	private static Answer<PullResponse> pageExpired() {
		return Answer
			.refused(Problem.of(ProblemCode.PAGE_EXPIRED, "The page can't be served any more: start again without it"));
	}

	private static PageToken begin(SpaceSnapshot snapshot, PullCall call) {
		SpaceHead head = snapshot.head();
		Long base = call.request().version();
		if (base == null || !isInHistory(snapshot, call.request(), base)) {
			// Of what is deleted up to now, the client will not have heard.
			return new PageToken(call.userId(), call.space(), head.epoch(), 0, true, head.version(), START,
					PageToken.Seen.of(head));
		}
		return new PageToken(call.userId(), call.space(), head.epoch(), base + 1, false, base,
				ChangePosition.endOf(base), PageToken.Seen.of(head));
	}

	/**
	 * Whether the client's base is a moment of this very history, and one of which all
	 * that was deleted since is known.
	 */
	private static boolean isInHistory(SpaceSnapshot snapshot, PullRequest request, long base) {
		SpaceHead head = snapshot.head();
		if (!head.epoch().equals(request.epoch()) || base > head.version() || base < head.horizon()) {
			return false;
		}
		if (base == 0) {
			return request.checkpoint() == null;
		}
		return request.checkpoint() != null && Objects.equals(request.checkpoint(), snapshot.checkpointAt(base));
	}

	private static @Nullable PageToken resume(String page, PullCall call, SpaceSnapshot snapshot) {
		SpaceHead head = snapshot.head();
		PageToken token = PageToken.decode(page);
		if (token == null || !token.userId().equals(call.userId()) || !token.space().equals(call.space())
				|| !token.epoch().equals(head.epoch()) || token.deletionsAfter() > head.version()) {
			return null;
		}
		// Traces of deletions that the client still needs may be gone.
		boolean lost = head.horizon() > token.deletionsAfter() && head.horizon() >= token.position().version();
		// Pages of two histories must not be joined.
		return (lost || !token.seen().isIn(snapshot)) ? null : token;
	}

	private static PageToken next(PageToken from, ChangePage changes, SpaceHead head) {
		VersionedPatch last = changes.changes().get(changes.changes().size() - 1);
		return new PageToken(from.userId(), from.space(), from.epoch(), from.minVersion(), from.reset(),
				from.deletionsAfter(), new ChangePosition(last.version(), last.patch().key()), PageToken.Seen.of(head));
	}

	private static List<RejectedMutation> rejections(@Nullable ClientRecord client, PullRequest request) {
		if (client == null) {
			return List.of();
		}
		return client.rejections()
			.stream()
			.filter((rejection) -> rejection.mutationId() > request.acknowledgedMutationId())
			.toList();
	}

	/**
	 * The answer, and whether there is something to write about the client.
	 */
	record Page(Answer<PullResponse> answer, Sight sight) {
	}

	/**
	 * What is known of the client that pulls.
	 */
	enum Sight {

		/**
		 * What is in the space has to be brought to this node's version of the schema
		 * before anybody can read it.
		 */
		BEHIND,

		/** All that matters. */
		KNOWN,

		/** It was not seen for a while. */
		RARE,

		/** Nothing: the user takes it into use by this. */
		NEW

	}

}

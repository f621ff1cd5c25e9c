package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.poke.AccessView.Access;
import dev.syncedstore.server.poke.Member.State;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one space, and what they are told. Belongs to the turns of its
 * channel.
 */
final class SpaceMembers {

	private static final long IDLE_MILLIS = Duration.ofSeconds(15).toMillis();

	/** Those that will be idle so soon are told together with those that are. */
	private static final long IDLE_TOLERANCE_MILLIS = 1_000;

	private final SpaceChannel channel;

	private final SpaceId space;

	private final PokeParts parts;

	private final PokeWriter writer;

	private final LogReads reads;

	private final CatchUp catchUp;

	private final SpaceChannel.MemberEnd memberEnd;

	private final Set<Member> members = new LinkedHashSet<>();

	private boolean askingForIdle;

	SpaceMembers(SpaceChannel channel, SpaceChannel.Tools tools, SpaceChannel.MemberEnd memberEnd) {
		this.channel = channel;
		this.space = channel.space();
		this.parts = tools.parts();
		this.writer = tools.writer();
		this.reads = tools.reads();
		this.catchUp = channel.catchUp();
		this.memberEnd = memberEnd;
	}

	/**
	 * Something happened besides a commit that can be told.
	 */
	void handle(Inbox.Item item, AccessView access) {
		if (item instanceof Inbox.Joined joined) {
			this.members.add(joined.member());
			consider(joined.member(), access);
		}
		else if (item instanceof Inbox.Left left) {
			this.members.remove(left.member());
		}
		else if (item instanceof Inbox.Lagged lagged) {
			lagged(lagged.head(), access);
		}
		else if (item instanceof Inbox.Answered answered) {
			Member member = answered.member();
			if (member != null) {
				answered(member, answered, access);
			}
			else {
				idle(answered.head());
			}
		}
		else if (item instanceof Inbox.Unanswered unanswered) {
			Member member = unanswered.member();
			if (member != null) {
				unanswered(member);
			}
			else {
				this.askingForIdle = false;
			}
		}
		else if (item instanceof Inbox.Heard heard) {
			this.catchUp.heard(heard.position());
		}
		else if (item instanceof Inbox.CaughtUp caughtUp) {
			caughtUp(caughtUp, access);
		}
		else if (item instanceof Inbox.NotCaughtUp) {
			this.catchUp.ended(false);
		}
		else if (item instanceof Inbox.Tick) {
			ticked(access);
		}
	}

	/**
	 * Let a member in if it may be here, as far as that can be said without the log.
	 */
	private void consider(Member member, AccessView access) {
		Access may = admit(member, access);
		if (may == Access.ALLOWED) {
			member.state = State.ASKED;
			this.reads.ask(this.channel, member);
		}
	}

	private void answered(Member member, Inbox.Answered answer, AccessView access) {
		if (answer.owner() == Inbox.Owner.ANOTHER) {
			end(member, ProblemCode.CLIENT_OF_ANOTHER_USER, "The client belongs to another user: take a new client_id");
			return;
		}
		member.owned = answer.owner() == Inbox.Owner.USER;
		member.askingOwner = false;
		if (member.state == State.ASKED && admit(member, access) == Access.ALLOWED) {
			SpaceHead head = member.newest(answer.head());
			member.state = State.LIVE;
			send(member, this.writer.emptyRange(head), head);
			this.parts.observer().delivered(this.space.storeType(), 1);
		}
	}

	private void unanswered(Member member) {
		member.askingOwner = false;
		if (member.state == State.ASKED) {
			member.state = State.NEW;
		}
	}

	/**
	 * The space changed.
	 */
	void committed(CommittedBatch batch, AccessView access) {
		DeltaAudiences audiences = new DeltaAudiences(batch, this.writer);
		int receivers = 0;
		boolean complete = true;
		for (Member member : receivers(batch.head(), access)) {
			if (!member.continuesWith(batch)) {
				complete = false;
				continue;
			}
			boolean rejected = audiences.rejects(member.subscription().clientId());
			if (rejected && !member.owned) {
				// The space is so new that the client was nobody's when it was looked up.
				member.reached(batch.head());
				consider(member, access);
				continue;
			}
			if (!member.owned && !member.askingOwner) {
				member.askingOwner = true;
				this.reads.ask(this.channel, member);
			}
			send(member, audiences.pokeFor(member.subscription()), batch.head());
			receivers++;
		}
		if (complete) {
			this.catchUp.told(batch.head());
		}
		else {
			this.catchUp.heard(CatchUp.Position.of(batch.head()));
		}
		this.parts.observer().delivered(this.space.storeType(), receivers);
	}

	private void caughtUp(Inbox.CaughtUp caughtUp, AccessView access) {
		this.catchUp.ended(true);
		CommittedBatch batch = caughtUp.batch();
		if (batch != null) {
			committed(batch, access);
		}
		else {
			lagged(caughtUp.head(), access);
		}
	}

	/**
	 * Read what was committed elsewhere, if that is news to somebody.
	 */
	void pursue() {
		this.catchUp.pursue(this::slowest);
	}

	/**
	 * Where the subscriber is that has heard least of a history, or {@code null} if
	 * nobody gets messages.
	 */
	private @Nullable SpaceHead slowest(CatchUp.Position wanted) {
		SpaceHead slowest = null;
		for (Member member : this.members) {
			SpaceHead position = member.position();
			if (member.state == State.LIVE && position != null) {
				if (!position.epoch().equals(wanted.epoch())) {
					return position;
				}
				slowest = (slowest == null || position.version() < slowest.version()) ? position : slowest;
			}
		}
		return slowest;
	}

	private void lagged(SpaceHead head, AccessView access) {
		Poke poke = this.writer.emptyRange(head);
		List<Member> receivers = receivers(head, access);
		receivers.forEach((member) -> send(member, poke, head));
		this.catchUp.told(head);
		this.parts.observer().delivered(this.space.storeType(), receivers.size());
	}

	/**
	 * Who gets to hear of a new position: nobody who has lost access, and nobody who
	 * knows it.
	 */
	private List<Member> receivers(SpaceHead head, AccessView access) {
		List<Member> receivers = new ArrayList<>();
		for (Member member : List.copyOf(this.members)) {
			if (member.knows(head)) {
				continue;
			}
			if (member.state != State.LIVE) {
				member.reached(head);
			}
			else if (admit(member, access) == Access.ALLOWED) {
				receivers.add(member);
			}
		}
		return receivers;
	}

	private void ticked(AccessView access) {
		this.catchUp.ticked();
		long now = this.parts.clock().millis();
		boolean anyIdle = false;
		for (Member member : List.copyOf(this.members)) {
			if (member.state == State.NEW || member.state == State.WITHHELD) {
				consider(member, access);
			}
			else if (member.state == State.LIVE && admit(member, access) == Access.ALLOWED) {
				anyIdle |= now - member.lastSentAt >= IDLE_MILLIS;
			}
		}
		if (anyIdle && !this.askingForIdle) {
			this.askingForIdle = true;
			this.reads.ask(this.channel, null);
		}
	}

	/**
	 * Whoever missed something, by whatever fault, finds out.
	 */
	private void idle(SpaceHead head) {
		this.askingForIdle = false;
		this.catchUp.heard(CatchUp.Position.of(head));
		long now = this.parts.clock().millis();
		Poke poke = this.writer.emptyRange(head);
		int receivers = 0;
		for (Member member : List.copyOf(this.members)) {
			if (member.state == State.LIVE && now - member.lastSentAt >= IDLE_MILLIS - IDLE_TOLERANCE_MILLIS) {
				send(member, poke, head);
				receivers++;
			}
		}
		this.parts.observer().delivered(this.space.storeType(), receivers);
	}

	private Access admit(Member member, AccessView access) {
		Access may = access.of(member.subscription().userId());
		if (may == Access.DENIED) {
			end(member, ProblemCode.ACCESS_DENIED, "You have no access to the space " + this.space);
		}
		else if (may == Access.UNKNOWN) {
			member.state = State.WITHHELD;
		}
		return may;
	}

	private void send(Member member, Poke poke, SpaceHead head) {
		member.reached(head);
		member.lastSentAt = this.parts.clock().millis();
		if (!member.send(poke)) {
			this.members.remove(member);
			this.memberEnd.ended(this.channel, member);
		}
	}

	private void end(Member member, ProblemCode code, String detail) {
		this.members.remove(member);
		if (this.memberEnd.ended(this.channel, member)) {
			member.tellEnd(code, detail);
		}
	}

}

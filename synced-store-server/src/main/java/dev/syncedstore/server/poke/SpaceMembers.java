package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.AccessDecisions.Access;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.poke.Member.State;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one space, and what they are told. Belongs to the turns of its
 * channel.
 * <p>
 * Where a policy decides, what is committed waits for a decision about each user that was
 * asked for after it had come here, and so after its commit.
 */
final class SpaceMembers {

	private static final long IDLE_MILLIS = Duration.ofSeconds(15).toMillis();

	/** Those that will be idle so soon are told together with those that are. */
	private static final long IDLE_TOLERANCE_MILLIS = 1_000;

	private static final String DELETED = "The space was deleted";

	private final SpaceChannel channel;

	private final SpaceId space;

	private final PokeParts parts;

	private final AccessDecisions access;

	private final PokeWriter writer;

	private final LogReads reads;

	private final CatchUp catchUp;

	private final Admissions admissions;

	private final SpaceChannel.MemberEnd memberEnd;

	private final Set<Member> members = new LinkedHashSet<>();

	private long lastRound;

	private int delivered;

	private boolean askingForIdle;

	SpaceMembers(SpaceChannel channel, SpaceChannel.Tools tools, SpaceChannel.MemberEnd memberEnd) {
		this.channel = channel;
		this.space = channel.space();
		this.parts = tools.parts();
		this.access = tools.parts().access();
		this.writer = tools.writer();
		this.reads = tools.reads();
		this.catchUp = channel.catchUp();
		this.admissions = new Admissions(channel, this.access);
		this.memberEnd = memberEnd;
	}

	/**
	 * Something happened besides a commit that can be told.
	 */
	void handle(Inbox.Item item) {
		if (item instanceof Inbox.Joined joined) {
			joined(joined.member());
		}
		else if (item instanceof Inbox.Left left) {
			remove(left.member());
		}
		else if (item instanceof Inbox.Lagged lagged) {
			lagged(lagged.head());
		}
		else if (item instanceof Inbox.Heard heard) {
			this.catchUp.heard(heard.position());
		}
		else if (item instanceof Inbox.CaughtUp caughtUp) {
			caughtUp(caughtUp);
		}
		else if (item instanceof Inbox.NotCaughtUp) {
			this.catchUp.ended(false);
		}
		else if (item instanceof Inbox.Answered answered) {
			answered(answered);
		}
		else if (item instanceof Inbox.Unanswered unanswered) {
			unanswered(unanswered.member());
		}
		else if (item instanceof Inbox.Decided decided) {
			decided(decided.admission(), decided.access());
		}
		else if (item instanceof Inbox.AccessChanged changed) {
			this.admissions.changed(changed.userId());
		}
		else if (item instanceof Inbox.Tick) {
			ticked();
		}
	}

	/**
	 * Do what comes after everything that waited: ask for what is not known.
	 */
	void endTurn() {
		this.catchUp.pursue(this::slowest);
		this.admissions.ask(this.lastRound, this.parts.clock().millis());
		if (this.delivered > 0) {
			this.parts.observer().delivered(this.space.storeType(), this.delivered);
			this.delivered = 0;
		}
	}

	private void joined(Member member) {
		if (member.hasEnded()) {
			return;
		}
		this.members.add(member);
		if (!this.access.everybodyMay()) {
			this.admissions.join(member);
		}
		if (this.access.isKnownToAllow(this.space, member.subscription().userId())) {
			askLog(member);
		}
		else {
			this.admissions.need(member.subscription().userId());
		}
	}

	/**
	 * Find out where to begin, and whose client it is.
	 */
	private void askLog(Member member) {
		member.state = State.ASKED;
		this.reads.ask(this.channel, member);
	}

	private void answered(Inbox.Answered answer) {
		Member member = answer.member();
		if (member == null) {
			idle(answer.head());
			return;
		}
		if (answer.head().deleted()) {
			end(member, ProblemCode.SPACE_DELETED, DELETED);
			return;
		}
		if (answer.owner() == Inbox.Owner.ANOTHER) {
			end(member, ProblemCode.CLIENT_OF_ANOTHER_USER, "The client belongs to another user: take a new client_id");
			return;
		}
		member.owned = answer.owner() == Inbox.Owner.USER;
		// Whoever has too many clients stays without an owner: don't ask at each commit.
		member.askingOwner = answer.owner() == Inbox.Owner.NOBODY && answer.head().exists();
		if (member.state == State.ASKED) {
			SpaceHead head = member.newest(answer.head());
			member.state = State.LIVE;
			member.reached(head);
			send(member, this.writer.emptyRange(head));
		}
	}

	private void unanswered(@Nullable Member member) {
		if (member == null) {
			this.askingForIdle = false;
			return;
		}
		member.askingOwner = false;
		if (member.state == State.ASKED) {
			member.state = State.NEW;
		}
	}

	/**
	 * The space changed.
	 */
	void committed(CommittedBatch batch) {
		if (batch.head().deleted()) {
			endAll();
			return;
		}
		DeltaAudiences audiences = new DeltaAudiences(batch,
				batch.head().schema().isAt(this.parts.schemaVersions().applyAsInt(this.space.storeType())), this.writer);
		Round round = Round.delta(++this.lastRound, audiences, this.writer);
		boolean complete = true;
		for (Member member : receivers(batch.head())) {
			if (member.continuesWith(batch)) {
				member.reached(batch.head());
				tell(member, round);
			}
			else {
				complete = false;
			}
		}
		if (complete) {
			this.catchUp.told(batch.head());
		}
		else {
			this.catchUp.heard(CatchUp.Position.of(batch.head()));
		}
	}

	private void lagged(SpaceHead head) {
		if (head.deleted()) {
			endAll();
			return;
		}
		Round round = Round.emptyRange(++this.lastRound, head, this.writer);
		for (Member member : receivers(head)) {
			member.reached(head);
			tell(member, round);
		}
		this.catchUp.told(head);
	}

	private void caughtUp(Inbox.CaughtUp caughtUp) {
		this.catchUp.ended(true);
		CommittedBatch batch = caughtUp.batch();
		if (batch != null) {
			committed(batch);
		}
		else {
			lagged(caughtUp.head());
		}
	}

	/**
	 * Who is to hear of a new position: nobody who knows it. What passes by those who get
	 * nothing yet is remembered, as they begin after it.
	 */
	private List<Member> receivers(SpaceHead head) {
		List<Member> behind = this.members.stream().filter((member) -> !member.knows(head)).toList();
		behind.stream().filter((member) -> member.state != State.LIVE).forEach((member) -> member.reached(head));
		return behind.stream().filter((member) -> member.state == State.LIVE).toList();
	}

	private void tell(Member member, Round round) {
		if (this.access.everybodyMay()) {
			deliver(member, round);
		}
		else {
			member.await(round);
			this.admissions.need(member.subscription().userId());
		}
	}

	private void deliver(Member member, Round round) {
		PokeSubscription subscription = member.subscription();
		if (!member.owned && round.rejects(subscription)) {
			// The space is so new that the client was nobody's when it was looked up.
			member.forgetWaiting();
			askLog(member);
			return;
		}
		if (!member.owned && !member.askingOwner) {
			member.askingOwner = true;
			this.reads.ask(this.channel, member);
		}
		send(member, round.pokeFor(subscription));
	}

	private void decided(Admission admission, Access decision) {
		if (!this.admissions.take(admission)) {
			return;
		}
		for (Member member : List.copyOf(admission.members())) {
			if (decision == Access.DENIED) {
				end(member, ProblemCode.ACCESS_DENIED, "You have no access to the space " + this.space);
			}
			else if (decision == Access.UNKNOWN) {
				member.state = State.WITHHELD;
				member.forgetWaiting();
			}
			else {
				allowed(member, admission.askedAfter);
			}
		}
	}

	private void allowed(Member member, long lastRound) {
		if (member.state == State.NEW || member.state == State.WITHHELD) {
			askLog(member);
			return;
		}
		Round next = member.nextWaiting(lastRound);
		while (next != null && !member.hasEnded() && member.state == State.LIVE) {
			deliver(member, next);
			next = member.nextWaiting(lastRound);
		}
		if (member.isWaiting()) {
			this.admissions.need(member.subscription().userId());
		}
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

	private void ticked() {
		this.catchUp.ticked();
		long now = this.parts.clock().millis();
		boolean anyIdle = false;
		for (Member member : this.members) {
			if (member.state == State.NEW || member.state == State.WITHHELD) {
				tryAgain(member);
			}
			anyIdle |= member.state == State.LIVE && now - member.lastSentAt >= IDLE_MILLIS;
		}
		this.admissions.all().forEach((admission) -> this.admissions.recheck(admission, now));
		if (anyIdle && !this.askingForIdle) {
			this.askingForIdle = true;
			this.reads.ask(this.channel, null);
		}
	}

	private void tryAgain(Member member) {
		if (this.access.everybodyMay()) {
			askLog(member);
		}
		else {
			this.admissions.need(member.subscription().userId());
		}
	}

	/**
	 * Whoever missed something, by whatever fault, finds out.
	 */
	private void idle(SpaceHead head) {
		this.askingForIdle = false;
		if (head.deleted()) {
			endAll();
			return;
		}
		this.catchUp.heard(CatchUp.Position.of(head));
		long now = this.parts.clock().millis();
		Poke poke = this.writer.emptyRange(head);
		for (Member member : List.copyOf(this.members)) {
			if (member.state == State.LIVE && !member.isWaiting()
					&& now - member.lastSentAt >= IDLE_MILLIS - IDLE_TOLERANCE_MILLIS) {
				member.reached(head);
				send(member, poke);
			}
		}
	}

	private void send(Member member, Poke poke) {
		member.lastSentAt = this.parts.clock().millis();
		this.delivered++;
		if (!member.send(poke)) {
			remove(member);
			this.memberEnd.ended(this.channel, member);
		}
	}

	private void endAll() {
		List.copyOf(this.members).forEach((member) -> end(member, ProblemCode.SPACE_DELETED, DELETED));
	}

	private void end(Member member, ProblemCode code, String detail) {
		remove(member);
		if (this.memberEnd.ended(this.channel, member)) {
			member.tellEnd(code, detail);
		}
	}

	private void remove(Member member) {
		this.members.remove(member);
		member.forgetWaiting();
		this.admissions.leave(member);
	}

}

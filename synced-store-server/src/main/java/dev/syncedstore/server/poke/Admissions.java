package dev.syncedstore.server.poke;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.AccessDecisions.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policy about the users of one space, each at most once at a time and once a
 * turn, never on the thread that takes the turn: who waits for an answer keeps nobody
 * else waiting. Belongs to the turns of its channel.
 */
final class Admissions {

	private final SpaceChannel channel;

	private final AccessDecisions access;

	private final Map<String, Admission> byUser = new HashMap<>();

	/** Those that something waits for. */
	private final Set<Admission> urgent = new LinkedHashSet<>();

	/** Those that are only to be checked again. */
	private final Set<Admission> patient = new LinkedHashSet<>();

	Admissions(SpaceChannel channel, AccessDecisions access) {
		this.channel = channel;
		this.access = access;
	}

	Admission join(Member member) {
		Admission admission = this.byUser.computeIfAbsent(member.subscription().userId(), Admission::new);
		admission.members().add(member);
		return admission;
	}

	void leave(Member member) {
		Admission admission = this.byUser.get(member.subscription().userId());
		if (admission != null && admission.members().remove(member) && admission.members().isEmpty()) {
			this.byUser.remove(admission.userId());
			this.urgent.remove(admission);
			this.patient.remove(admission);
		}
	}

	Collection<Admission> all() {
		return List.copyOf(this.byUser.values());
	}

	/**
	 * Something waits for a decision about a user.
	 */
	void need(String userId) {
		Admission admission = this.byUser.get(userId);
		if (admission != null) {
			this.urgent.add(admission);
		}
	}

	/**
	 * What was decided is to be checked, if it is older than that is believed.
	 */
	void recheck(Admission admission, long now) {
		if (now - admission.askedAt >= this.access.recheckMillis()) {
			this.patient.add(admission);
		}
	}

	/**
	 * What was decided about a user, or about all, counts no more.
	 */
	void changed(@Nullable String userId) {
		for (Admission admission : all()) {
			if (userId == null || userId.equals(admission.userId())) {
				this.urgent.add(admission);
			}
		}
	}

	/**
	 * Take an answer.
	 * @return whether it still counts; if something has changed meanwhile, the policy is
	 * asked again
	 */
	boolean take(Admission admission) {
		admission.asking = false;
		if (this.byUser.get(admission.userId()) != admission) {
			return false;
		}
		boolean counts = admission.changesBefore == this.channel.accessChanges();
		if (!counts) {
			this.urgent.add(admission);
		}
		return counts;
	}

	/**
	 * Ask. To be called at the end of a turn, when all its rounds are waiting: so the
	 * question is younger than any of their commits.
	 * @param lastRound the number of the last round
	 * @param now the time
	 */
	void ask(long lastRound, long now) {
		ask(this.urgent, Urgency.NOW, lastRound, now);
		ask(this.patient, Urgency.WHEN_IDLE, lastRound, now);
	}

	private void ask(Set<Admission> admissions, Urgency urgency, long lastRound, long now) {
		List<Admission> free = admissions.stream().filter((admission) -> !admission.asking).toList();
		for (Admission admission : free) {
			this.urgent.remove(admission);
			this.patient.remove(admission);
			admission.asking = true;
			admission.askedAfter = lastRound;
			admission.askedAt = now;
			admission.changesBefore = this.channel.accessChanges();
			this.access.ask(this.channel.space(), admission.userId(), urgency,
					(answer) -> this.channel.post(new Inbox.Decided(admission, answer)));
		}
	}

}

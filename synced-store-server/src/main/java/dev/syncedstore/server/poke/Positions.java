package dev.syncedstore.server.poke;

import java.util.Collection;
import java.util.List;

import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.poke.Member.State;
import org.jspecify.annotations.Nullable;

/**
 * How far the subscribers of a space have come.
 */
final class Positions {

	private Positions() {
	}

	/**
	 * Who is to hear of a new position: nobody who knows it. What passes by those who get
	 * nothing yet is remembered, as they begin after it.
	 */
	static List<Member> receivers(Collection<Member> members, SpaceHead head) {
		List<Member> behind = members.stream().filter((member) -> !member.knows(head)).toList();
		behind.stream().filter((member) -> member.state != State.LIVE).forEach((member) -> member.reached(head));
		return behind.stream().filter((member) -> member.state == State.LIVE).toList();
	}

	/**
	 * Where the subscriber is that has heard least of a history, or {@code null} if
	 * nobody gets messages.
	 */
	static @Nullable SpaceHead slowest(Collection<Member> members, CatchUp.Position wanted) {
		SpaceHead slowest = null;
		for (Member member : members) {
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

}

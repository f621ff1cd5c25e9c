package dev.syncedstore.server.poke;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One user in one space: the user's subscriptions, and whether the policy lets them hear
 * anything. Belongs to the turns of its channel.
 */
final class Admission {

	private final String userId;

	private final Set<Member> members = new LinkedHashSet<>();

	/** Whether the policy is being asked. */
	boolean asking;

	/** The last round that was known when it was asked. */
	long askedAfter;

	/** How many changes of access had been told when it was asked. */
	int changesBefore;

	/** When the last answer was asked for. */
	long askedAt;

	Admission(String userId) {
		this.userId = userId;
	}

	String userId() {
		return this.userId;
	}

	Set<Member> members() {
		return this.members;
	}

}

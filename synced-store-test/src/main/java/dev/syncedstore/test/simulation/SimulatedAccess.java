package dev.syncedstore.test.simulation;

import java.util.HashSet;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;

/**
 * Lets everybody do everything, except those to whom chance has just denied it.
 */
final class SimulatedAccess implements SpaceAccessPolicy {

	private final Set<String> mayNotOpen = new HashSet<>();

	private final Set<String> mayNotWrite = new HashSet<>();

	private final Set<String> everDenied = new HashSet<>();

	@Override
	public boolean allows(SpaceId space, String userId, SpaceOperation operation) {
		boolean denied = this.mayNotOpen.contains(userId)
				|| (operation != SpaceOperation.OPEN && this.mayNotWrite.contains(userId));
		if (denied) {
			this.everDenied.add(userId);
		}
		return !denied;
	}

	/** Whether a mutation of a user may have been rejected for want of access. */
	boolean mayHaveDenied(String userId) {
		return this.everDenied.contains(userId);
	}

	/** Take the right to open, or the one to write, away from a user, or give it back. */
	void change(String userId, boolean open) {
		Set<String> denied = open ? this.mayNotOpen : this.mayNotWrite;
		if (!denied.remove(userId)) {
			denied.add(userId);
		}
	}

	/** Everybody may do everything again. */
	void allowAll() {
		this.mayNotOpen.clear();
		this.mayNotWrite.clear();
	}

}

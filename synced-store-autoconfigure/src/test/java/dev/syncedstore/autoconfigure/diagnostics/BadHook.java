package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.server.member.OnSpaceCreated;
import dev.syncedstore.server.member.OnUserAdded;
import dev.syncedstore.server.member.SpaceCreated;
import dev.syncedstore.server.member.SpaceHooks;
import dev.syncedstore.server.member.UserAdded;

/**
 * Hooks that can't be used.
 */
@SpaceHooks(type = "todo")
class BadHook {

	@OnUserAdded
	public String welcome(MutationContext ctx, UserAdded event) {
		return "Welcome";
	}

	/** Of another type. */
	@SpaceHooks(type = "elsewhere")
	static class Elsewhere {

		@OnSpaceCreated
		public void created(MutationContext ctx, SpaceCreated event) {
		}

	}

	/** Without any. */
	@SpaceHooks(type = "todo")
	static class Empty {

	}

}

package dev.syncedstore.sample.member;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Scan;
import dev.syncedstore.server.member.OnUserRemoved;
import dev.syncedstore.server.member.SpaceHooks;
import dev.syncedstore.server.member.UserRemoved;

/**
 * Who is not in a list any more can't let others in, nor come back by a link of their
 * own.
 */
// tag::hook[]
@SpaceHooks(type = "todo")
class InvitationHooks {

	@OnUserRemoved
	public void revokeInvitations(MutationContext ctx, UserRemoved event) {
		var own = ctx.privateOfUser(event.userId()).table(InvitationMutators.INVITATIONS);
		own.scan(Scan.all()).forEach((invitation) -> {
			own.delete(invitation.key());
			ctx.serverOnly().table(InvitationMutators.INVITATIONS).delete(invitation.key());
		});
	}

}
// end::hook[]

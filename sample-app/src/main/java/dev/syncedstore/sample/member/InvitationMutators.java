package dev.syncedstore.sample.member;

import java.time.Duration;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.member.Members;

/**
 * Invitations by link. The token in the link is a server-only entry, and besides a
 * private one of who made it, to show the link again and to revoke it.
 */
@Mutators(type = "todo", serverOnly = true)
public class InvitationMutators {

	static final Table<Invitation> INVITATIONS = Table.of("invitations", Invitation.class);

	private static final long LONGEST = Duration.ofDays(30).toMillis();

	// tag::invite[]
	/** Make an invitation. */
	@Mutator(description = "Invite people to a private list by a link")
	public void invite(MutationContext ctx, Invite args) {
		String role = Members.find(ctx, ctx.userId())
			.orElseThrow(() -> ctx.reject("not_private", "This list is open"))
			.role();
		if (!role.equals(Members.OWNER) && !role.equals(Members.ADMIN)) {
			throw ctx.reject("not_yours", "Only owners and admins can invite");
		}
		ctx.onServer(ServerClock.class, (clock) -> {
			if (args.expires() > clock.millis() + LONGEST) {
				ctx.reject("too_long", "An invitation can hold for 30 days");
			}
			Invitation invitation = new Invitation(ctx.userId(), args.role(), clock.millis(), args.expires());
			ctx.serverOnly().table(INVITATIONS).set(args.token(), invitation);
			ctx.privateOfUser(ctx.userId()).table(INVITATIONS).set(args.token(), invitation);
		});
	}
	// end::invite[]

	/** Take an invitation back. */
	@Mutator(description = "Take an invitation back, so that its link works no more")
	public void revoke(MutationContext ctx, Revoke args) {
		// Its own only: others don't know the token.
		ctx.serverOnly().table(INVITATIONS).get(args.token()).ifPresent((invitation) -> {
			ctx.serverOnly().table(INVITATIONS).delete(args.token());
			ctx.privateOfUser(invitation.by()).table(INVITATIONS).delete(args.token());
		});
	}

}

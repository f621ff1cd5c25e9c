package dev.syncedstore.sample.member;

import java.security.Principal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.member.Memberships;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets in who comes with an invitation. The link itself opens the page, which asks here:
 * nobody becomes a member by a mere GET.
 */
@RestController
class InvitationController {

	private final SyncedStores stores;

	private final Memberships memberships;

	private final Clock clock = Clock.systemUTC();

	InvitationController(SyncedStores stores, Memberships memberships) {
		this.stores = stores;
		this.memberships = memberships;
	}

	// tag::accept[]
	@PostMapping("/invitations/{list}")
	CompletableFuture<ResponseEntity<Void>> accept(@PathVariable String list, @RequestParam String token,
			Principal user) {
		SpaceId space = PrivateLists.list(list);
		if (this.memberships.find(space, user.getName()).isPresent()) {
			return CompletableFuture.completedFuture(ResponseEntity.noContent().build());
		}
		Optional<Invitation> invitation = this.stores.read(space,
				(ctx) -> ctx.serverOnly()
					.table(InvitationMutators.INVITATIONS)
					.get(token)
					.filter((found) -> found.expires() > this.clock.millis() && !wasRemovedSince(ctx, user, found)));
		return invitation
			.map((found) -> this.memberships.add(space, user.getName(), found.role())
				.<ResponseEntity<Void>>thenApply((none) -> ResponseEntity.noContent().build()))
			.orElseGet(() -> CompletableFuture.completedFuture(ResponseEntity.status(HttpStatus.GONE).build()));
	}
	// end::accept[]

	/** Who was removed needs a newer invitation. */
	private static boolean wasRemovedSince(ReadContext ctx, Principal user, Invitation invitation) {
		return ctx.table(Members.USERS)
			.get(user.getName())
			.map(Member::removed)
			.filter((removed) -> removed >= invitation.made())
			.isPresent();
	}

	@ExceptionHandler({ IllegalArgumentException.class, MutationRejectedException.class })
	ResponseEntity<Void> notFound() {
		return ResponseEntity.notFound().build();
	}

}

package dev.syncedstore.server.push;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.AddUser;
import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.member.RemoveUser;
import dev.syncedstore.core.member.SetRole;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.member.Memberships;
import dev.syncedstore.server.member.SpaceState;
import org.jspecify.annotations.Nullable;

/**
 * Says who is in spaces by the system's mutators, in the name of the server itself.
 */
public final class ServerMemberships implements Memberships {

	private final EngineParts parts;

	private final ServerMutations mutations;

	private final SpaceState state;

	/**
	 * Create it.
	 * @param parts what it works with
	 * @param mutations makes the mutations
	 */
	public ServerMemberships(EngineParts parts, ServerMutations mutations) {
		this.parts = parts;
		this.mutations = mutations;
		this.state = new SpaceState(parts.codecs());
	}

	@Override
	public CompletableFuture<@Nullable Void> add(SpaceId space, String userId, String role) {
		check(space);
		return this.mutations.mutate(space, Members.ADD_USER, new AddUser(userId, role));
	}

	@Override
	public CompletableFuture<@Nullable Void> setRole(SpaceId space, String userId, String role) {
		check(space);
		return this.mutations.mutate(space, Members.SET_ROLE, new SetRole(userId, role));
	}

	@Override
	public CompletableFuture<@Nullable Void> remove(SpaceId space, String userId) {
		check(space);
		return this.mutations.mutate(space, Members.REMOVE_USER, new RemoveUser(userId));
	}

	@Override
	public Map<String, Member> list(SpaceId space) {
		check(space);
		Map<String, Member> present = new LinkedHashMap<>(read(space, this.state::members));
		present.values().removeIf((member) -> !member.isIn());
		return Collections.unmodifiableMap(present);
	}

	@Override
	public Optional<Member> find(SpaceId space, String userId) {
		check(space);
		return read(space, (entries) -> Optional.ofNullable(this.state.member(entries, userId)).filter(Member::isIn));
	}

	private <R> R read(SpaceId space, Function<EntryView, R> query) {
		try {
			return this.parts.log().read(space, (snapshot) -> query.apply(snapshot.entries()));
		}
		catch (LogUnavailableException ex) {
			throw new StoreUnavailableException("Space " + space + " can't be read at the moment", ex);
		}
	}

	private void check(SpaceId space) {
		MembershipRules rules = this.parts.mutations().members();
		if (rules == null || !rules.manages(space)) {
			throw new IllegalArgumentException("Space " + space + " has no members: set "
					+ "synced-store.membership.store-types, or define a bean of type MembershipRules that says so");
		}
	}

}

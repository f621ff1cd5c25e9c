package dev.syncedstore.server.member;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.server.access.SpaceOperation;
import org.jspecify.annotations.Nullable;

/**
 * Which spaces have members, and what their roles allow. Define a bean of this type, or
 * set {@code synced-store.membership.store-types}. In a space with members, those who are
 * in its table {@code $users} may do what their roles say, and nobody else anything; a
 * {@link dev.syncedstore.server.access.SpaceAccessPolicy} decides about all other spaces.
 * Immutable and thread-safe.
 */
public final class MembershipRules {

	private static final Set<SpaceOperation> EVERYTHING = Set.of(SpaceOperation.OPEN, SpaceOperation.WRITE,
			SpaceOperation.CREATE, SpaceOperation.CALL);

	private final Predicate<SpaceId> spaces;

	private final BiPredicate<SpaceId, String> creators;

	private final Map<String, Set<SpaceOperation>> roles;

	private MembershipRules(Predicate<SpaceId> spaces, BiPredicate<SpaceId, String> creators,
			Map<String, Set<SpaceOperation>> roles) {
		this.spaces = spaces;
		this.creators = creators;
		this.roles = Map.copyOf(roles);
	}

	/**
	 * Rules for all spaces of some store types, with the usual roles: {@code owner},
	 * {@code admin}, {@code editor} and {@code viewer}. Every user may create spaces.
	 * @param storeTypes the store types
	 * @return the rules
	 */
	public static MembershipRules forStoreTypes(Collection<String> storeTypes) {
		Set<String> types = Set.copyOf(storeTypes);
		return forSpaces((space) -> types.contains(space.storeType()));
	}

	/**
	 * Rules for some spaces, with the usual roles: {@code owner}, {@code admin},
	 * {@code editor} and {@code viewer}. Every user may create spaces.
	 * @param spaces says of a space, by its id alone, whether it has members; always the
	 * same, quickly, and on all nodes
	 * @return the rules
	 */
	public static MembershipRules forSpaces(Predicate<SpaceId> spaces) {
		Map<String, Set<SpaceOperation>> roles = new HashMap<>();
		roles.put(Members.OWNER, EVERYTHING);
		roles.put(Members.ADMIN, EVERYTHING);
		roles.put(Members.EDITOR, EVERYTHING);
		roles.put(Members.VIEWER, Set.of(SpaceOperation.OPEN));
		return new MembershipRules(spaces, (space, user) -> true, roles);
	}

	/**
	 * The same with another role, or with other rights of a role that there is. Owners
	 * and admins are those who may change who is in a space, whatever else they may do.
	 * @param role the role's name: a lower-case letter, followed by at most 31 lower-case
	 * letters, digits, '_' and '-'
	 * @param operations what it allows
	 * @return other rules
	 */
	public MembershipRules withRole(String role, SpaceOperation... operations) {
		if (!role.matches("[a-z][a-z0-9_-]{0,31}")) {
			throw new IllegalArgumentException("'" + role + "' can't name a role: it must be a lower-case letter, "
					+ "followed by at most 31 lower-case letters, digits, '_' and '-'");
		}
		Map<String, Set<SpaceOperation>> others = new HashMap<>(this.roles);
		Set<SpaceOperation> allowed = EnumSet.noneOf(SpaceOperation.class);
		allowed.addAll(Set.of(operations));
		others.put(role, Set.copyOf(allowed));
		return new MembershipRules(this.spaces, this.creators, others);
	}

	/**
	 * The same, but that not everybody may create spaces.
	 * @param creators says whether a user may create a space
	 * @return other rules
	 */
	public MembershipRules withCreators(BiPredicate<SpaceId, String> creators) {
		return new MembershipRules(this.spaces, creators, this.roles);
	}

	/**
	 * Whether a space has members.
	 * @param space the space, which may not exist
	 * @return {@code false} if somebody else decides who may do what there
	 */
	public boolean manages(SpaceId space) {
		return this.spaces.test(space);
	}

	/**
	 * Whether a user may create a space.
	 * @param space the space
	 * @param userId the user
	 * @return whether the user may
	 */
	public boolean mayCreate(SpaceId space, String userId) {
		return this.creators.test(space, userId);
	}

	/**
	 * Whether there is a role.
	 * @param role the role's name
	 * @return whether members may have it
	 */
	public boolean isRole(String role) {
		return this.roles.containsKey(role);
	}

	/**
	 * Whether a member may do something in a space that exists.
	 * @param member what the space knows of the user, or {@code null} if nothing
	 * @param operation what the user wants to do
	 * @return whether the user may
	 */
	public boolean allows(@Nullable Member member, SpaceOperation operation) {
		return member != null && member.isIn() && this.roles.getOrDefault(member.role(), Set.of()).contains(operation);
	}

}

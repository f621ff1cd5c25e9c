package dev.syncedstore.core.member;

import java.util.Optional;

import dev.syncedstore.core.MutatorName;
import dev.syncedstore.core.ReadScope;
import dev.syncedstore.core.Table;

/**
 * Who is in a space that has members: the table, the usual roles, and the system's
 * mutators. They are the same for all store types, and only the server has them: a client
 * that calls one sees its effect once the server has decided. <pre class="code">
 * store.mutate(Members.ADD_USER, new AddUser("bob", Members.EDITOR));
 * </pre>
 */
public final class Members {

	/**
	 * The members by their user ids, those that were removed among them. Shared:
	 * everybody who may open the space sees who is in it. Mutators can read it, not write
	 * it.
	 */
	public static final Table<Member> USERS = Table.of("$users", Member.class);

	/**
	 * May do everything, also make and unmake owners. Who creates a space is its owner.
	 */
	public static final String OWNER = "owner";

	/** May do everything but touch owners. */
	public static final String ADMIN = "admin";

	/** May open and change the space, and call its actions. */
	public static final String EDITOR = "editor";

	/** May open the space. */
	public static final String VIEWER = "viewer";

	/** Lets somebody in, or back in. For owners and admins. */
	public static final MutatorName<AddUser> ADD_USER = MutatorName.of("$addUser", AddUser.class);

	/**
	 * Takes somebody's access away. For owners and admins, and for who wants to leave.
	 */
	public static final MutatorName<RemoveUser> REMOVE_USER = MutatorName.of("$removeUser", RemoveUser.class);

	/** Gives a member another role. For owners and admins. */
	public static final MutatorName<SetRole> SET_ROLE = MutatorName.of("$setRole", SetRole.class);

	/** A rejection: the last owner can neither be removed nor get another role. */
	public static final String LAST_OWNER = "last_owner";

	/** A rejection: the user is in the space already, with another role. */
	public static final String ALREADY_A_MEMBER = "already_a_member";

	/** A rejection: the user is not in the space. */
	public static final String NOT_A_MEMBER = "not_a_member";

	private Members() {
	}

	/**
	 * Find somebody who is in a space.
	 * @param context what a mutator or a query reads
	 * @param userId the user's id
	 * @return the member, or empty if the user is not in the space
	 */
	public static Optional<Member> find(ReadScope context, String userId) {
		return context.table(USERS).get(userId).filter(Member::isIn);
	}

}

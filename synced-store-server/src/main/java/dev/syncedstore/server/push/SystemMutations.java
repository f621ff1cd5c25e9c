package dev.syncedstore.server.push;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorName;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.AddUser;
import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.member.RemoveUser;
import dev.syncedstore.core.member.SetRole;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.member.HookCatalog;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.member.SpaceCreated;
import dev.syncedstore.server.member.SpaceState;
import dev.syncedstore.server.member.UserAdded;
import dev.syncedstore.server.member.UserRemoved;
import org.jspecify.annotations.Nullable;

/**
 * What the system itself does in mutations: it says who is in a space, and lets the
 * application's hooks take part. Thread-safe.
 */
final class SystemMutations {

	private final @Nullable MembershipRules rules;

	private final HookCatalog hooks;

	private final SpaceState state;

	private final ValueCodecs codecs;

	private final Clock clock;

	SystemMutations(EngineParts parts) {
		this.rules = parts.mutations().members();
		this.hooks = parts.mutations().hooks();
		this.state = new SpaceState(parts.codecs());
		this.codecs = parts.codecs();
		this.clock = parts.clock();
	}

	/** Whether a name is that of one of the system's mutators. */
	static boolean isName(String mutator) {
		return mutator.startsWith("$") && (mutator.equals(Members.ADD_USER.name())
				|| mutator.equals(Members.REMOVE_USER.name()) || mutator.equals(Members.SET_ROLE.name()));
	}

	/** Whether a space has a mutator of the system's. */
	boolean has(SpaceId space, String mutator) {
		return isName(mutator) && manages(space);
	}

	/** Whether a user may open a space that is locked, as far as its members decide. */
	boolean mayOpen(SpaceId space, String userId, EntryView entries) {
		return allows(space, userId, SpaceOperation.OPEN, entries);
	}

	/**
	 * Whether a user may make a mutation in a space that is locked, as far as its members
	 * decide. The system's mutators decide themselves.
	 */
	boolean mayWrite(SpaceId space, String userId, String mutator, EntryView entries) {
		return has(space, mutator) || allows(space, userId, SpaceOperation.WRITE, entries);
	}

	private boolean allows(SpaceId space, String userId, SpaceOperation operation, EntryView entries) {
		MembershipRules rules = this.rules;
		if (rules == null || !rules.manages(space)) {
			return true;
		}
		Member member = this.state.member(entries, userId);
		return (member != null) ? rules.allows(member, operation)
				: rules.mayCreate(space, userId) && !this.state.isCreated(entries);
	}

	/**
	 * Do what comes before a mutation: if it is the first that is applied, its user
	 * becomes the owner.
	 */
	void begin(SpaceId space, MutationRunner runner, Side side, Overlay overlay) {
		boolean managed = manages(space);
		if (!managed && !this.hooks.hasOnSpaceCreated(space.storeType()) || this.state.isCreated(overlay)) {
			return;
		}
		Map.Entry<String, StoredValue> created = this.state.created();
		overlay.put(new Patch(created.getKey(), created.getValue()));
		boolean owned = managed && !side.userId().equals(Actor.SYSTEM_USER_ID);
		Member owner = new Member(Members.OWNER, this.clock.millis(), null);
		if (owned) {
			write(overlay, side.userId(), owner);
		}
		runner.run("onSpaceCreated", (context) -> {
			this.hooks.spaceCreated(context, new SpaceCreated(space, side.userId()));
			if (owned) {
				this.hooks.userAdded(context, new UserAdded(space, side.userId(), owner));
			}
		}, side, overlay);
	}

	/**
	 * Run one of the system's mutators.
	 * @throws MutationRejectedException if it refuses
	 */
	void run(SpaceId space, MutationExecution.Call call, Run run) {
		if (call.mutator().equals(Members.ADD_USER.name())) {
			AddUser args = decode(Members.ADD_USER, call.args());
			add(space, run, args.user(), args.role());
		}
		else if (call.mutator().equals(Members.REMOVE_USER.name())) {
			remove(space, run, decode(Members.REMOVE_USER, call.args()).user());
		}
		else {
			SetRole args = decode(Members.SET_ROLE, call.args());
			setRole(run, args.user(), args.role());
		}
	}

	private void add(SpaceId space, Run run, String userId, String role) {
		checkUser(userId);
		checkRole(role);
		checkManager(run, role, null);
		Member known = this.state.member(run.overlay, userId);
		if (known != null && known.isIn()) {
			if (!known.role().equals(role)) {
				throw new MutationRejectedException(Members.ALREADY_A_MEMBER,
						"The user is a member already, with the role " + known.role());
			}
			return;
		}
		Member added = new Member(role, this.clock.millis(), null);
		write(run.overlay, userId, added);
		run.runner.run("onUserAdded", (context) -> this.hooks.userAdded(context, new UserAdded(space, userId, added)),
				run.side, run.overlay);
	}

	private void setRole(Run run, String userId, String role) {
		checkRole(role);
		Member known = find(run, userId)
			.orElseThrow(() -> new MutationRejectedException(Members.NOT_A_MEMBER, "The user is not a member"));
		checkManager(run, role, known);
		if (known.role().equals(role)) {
			return;
		}
		checkNotLastOwner(run, userId, known);
		write(run.overlay, userId, new Member(role, known.joined(), null));
	}

	private void remove(SpaceId space, Run run, String userId) {
		Optional<Member> found = find(run, userId);
		Member known = found.orElse(null);
		if (!userId.equals(run.side.userId()) || known == null) {
			checkManager(run, null, known);
		}
		if (known == null) {
			return;
		}
		checkNotLastOwner(run, userId, known);
		write(run.overlay, userId, new Member(known.role(), known.joined(), this.clock.millis()));
		removed(space, run, userId, known);
	}

	/** Let the hooks know that somebody has gone. */
	void removed(SpaceId space, Run run, String userId, Member member) {
		run.runner.run("onUserRemoved",
				(context) -> this.hooks.userRemoved(context, new UserRemoved(space, userId, member)), run.side,
				run.overlay);
	}

	/** Whom an erasure is about. */
	String userToErase(StoredValue args) {
		return args.as(this.codecs.forType(RemoveUser.class)).user();
	}

	/**
	 * Remove what a space has of a user: private entries, and the membership. The hooks
	 * hear of a member who goes before anything is gone.
	 */
	void erase(SpaceId space, String userId, Run run) {
		Member known = this.state.member(run.overlay, userId);
		if (known != null) {
			if (known.isIn() && manages(space)) {
				removed(space, run, userId, known);
			}
			run.overlay.put(new Patch(this.state.key(userId), null));
		}
		String prefix = EntryKey.prefix(Visibility.PRIVATE, userId);
		List<String> keys = new ArrayList<>();
		run.overlay.range(new KeyRange(prefix, true, KeyOrder.endOfPrefix(prefix), false), Integer.MAX_VALUE)
			.forEachRemaining((entry) -> keys.add(entry.getKey()));
		keys.forEach((key) -> run.overlay.put(new Patch(key, null)));
	}

	private Optional<Member> find(Run run, String userId) {
		Member known = userId.isEmpty() ? null : this.state.member(run.overlay, userId);
		return Optional.ofNullable(known).filter(Member::isIn);
	}

	private void write(Overlay overlay, String userId, Member member) {
		overlay.put(new Patch(this.state.key(userId), this.state.value(member)));
	}

	/**
	 * Whoever gives or changes a role has to be an owner, or an admin who has nothing to
	 * do with owners.
	 */
	private void checkManager(Run run, @Nullable String role, @Nullable Member whom) {
		if (run.isSystem()) {
			return;
		}
		String own = find(run, run.side.userId()).map(Member::role).orElse("");
		boolean ofOwner = Members.OWNER.equals(role) || (whom != null && whom.role().equals(Members.OWNER));
		if (!own.equals(Members.OWNER) && (ofOwner || !own.equals(Members.ADMIN))) {
			throw new MutationRejectedException(RejectionCode.ACCESS_DENIED, ofOwner
					? "Only owners can make and unmake owners" : "Only owners and admins can change who is a member");
		}
	}

	private void checkNotLastOwner(Run run, String userId, Member known) {
		if (run.isSystem() || !known.role().equals(Members.OWNER)) {
			return;
		}
		boolean another = this.state.members(run.overlay)
			.entrySet()
			.stream()
			.anyMatch((other) -> !other.getKey().equals(userId) && other.getValue().isIn()
					&& other.getValue().role().equals(Members.OWNER));
		if (!another) {
			throw new MutationRejectedException(Members.LAST_OWNER,
					"The space has no other owner: make somebody else an owner first");
		}
	}

	private void checkRole(String role) {
		if (this.rules == null || !this.rules.isRole(role)) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, "role is not one that members can have");
		}
	}

	private static void checkUser(String userId) {
		boolean valid = !userId.equals(Actor.SYSTEM_USER_ID);
		try {
			new Actor(userId);
		}
		catch (IllegalArgumentException ex) {
			valid = false;
		}
		if (!valid) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, "user is not a user id");
		}
	}

	private <A> A decode(MutatorName<A> mutator, StoredValue args) {
		try {
			return args.as(this.codecs.forType(mutator.argsType()));
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, String.valueOf(ex.getMessage()));
		}
	}

	private boolean manages(SpaceId space) {
		return this.rules != null && this.rules.manages(space);
	}

	/**
	 * What a mutator of the system's runs on.
	 *
	 * @param runner runs hooks
	 * @param side in whose name
	 * @param overlay what it reads and changes
	 */
	record Run(MutationRunner runner, Side side, Overlay overlay) {

		/** Server code may do everything. */
		boolean isSystem() {
			return this.side.userId().equals(Actor.SYSTEM_USER_ID);
		}

	}

}

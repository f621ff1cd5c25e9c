package dev.syncedstore.test.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.member.AddUser;
import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.member.RemoveUser;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a space, as its mutations say, one after the other. Only server code says
 * who. Before a mutation was applied, everybody may come. Not thread-safe.
 */
public final class ModelMembers {

	private static final String USERS = Members.USERS.name() + "/";

	private static final String OF_THE_SYSTEM = "$$so/$";

	private final ValueCodecs codecs;

	private final Map<String, String> roles = new TreeMap<>();

	private boolean created;

	/**
	 * Create the members of a space that does not exist yet.
	 * @param codecs reads what the system's mutators take
	 */
	public ModelMembers(ValueCodecs codecs) {
		this.codecs = codecs;
	}

	/** Whether an entry is one that the system writes by itself. */
	static boolean isOfSystem(String key) {
		return key.startsWith(USERS) || key.startsWith(OF_THE_SYSTEM);
	}

	/** Whether a mutation says who is in. */
	static boolean isAboutMembers(ModelCall call) {
		return call.name().startsWith("$");
	}

	/** Who is in, or {@code null} while everybody may come. */
	@Nullable Set<String> in() {
		return this.created ? Set.copyOf(this.roles.keySet()) : null;
	}

	/** Whether a user may open the space. */
	boolean mayOpen(String userId) {
		return !this.created || userId.equals(Actor.SYSTEM_USER_ID) || this.roles.containsKey(userId);
	}

	/** Whether a user may change the space. */
	boolean mayWrite(String userId) {
		return mayOpen(userId) && !Members.VIEWER.equals(this.roles.get(userId));
	}

	/** A mutation of a user was applied: the first one's is the owner. */
	void applied(String userId) {
		if (!this.created && !userId.equals(Actor.SYSTEM_USER_ID)) {
			this.roles.put(userId, Members.OWNER);
		}
		this.created = true;
	}

	/** Run a mutation of server code that says who is in, and return how it ends. */
	@Nullable String run(ModelCall call) {
		if (call.name().equals(Members.REMOVE_USER.name())) {
			this.created = true;
			this.roles.remove(this.codecs.forType(RemoveUser.class).read(call.args()).user());
			return null;
		}
		if (!call.name().equals(Members.ADD_USER.name())) {
			return RejectionCode.UNKNOWN_MUTATOR;
		}
		AddUser args = this.codecs.forType(AddUser.class).read(call.args());
		@Nullable String known = this.roles.get(args.user());
		if (known != null && !known.equals(args.role())) {
			return Members.ALREADY_A_MEMBER;
		}
		this.created = true;
		this.roles.put(args.user(), args.role());
		return null;
	}

	/** How this and what the entries say differ, empty if they don't. */
	String differenceTo(ModelEntries entries) {
		Map<String, String> found = new TreeMap<>();
		entries.all().forEach((key, json) -> {
			if (key.startsWith(USERS)) {
				Member member = this.codecs.forType(Member.class).read(json);
				if (member.isIn()) {
					found.put(key.substring(USERS.length()), member.role());
				}
			}
		});
		return found.equals(this.roles) ? "" : "expected members " + this.roles + ", found " + found;
	}

}

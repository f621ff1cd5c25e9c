package dev.syncedstore.server.member;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.core.state.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Reads and makes the system's entries of a space. Thread-safe.
 */
public final class SpaceState {

	private static final String USERS_PREFIX = Members.USERS.name() + "/";

	/** Behind all keys of the table, as {@code 0} follows {@code /}. */
	private static final String USERS_END = Members.USERS.name() + "0";

	/** Is there as soon as a mutation was applied, where anybody cares for that. */
	private static final String CREATED = EntryKey.prefix(Visibility.SERVER_ONLY, "") + "$space/created";

	private static final StoredValue YES = new StoredValue("true");

	/** No table's name begins so high. */
	private static final String END_OF_SHARED = "{";

	private final ValueCodec<Member> members;

	/**
	 * Create it.
	 * @param codecs makes the codec of members
	 */
	public SpaceState(ValueCodecs codecs) {
		this.members = codecs.forType(Member.class);
	}

	/**
	 * What a space knows of a user.
	 * @param entries the space's entries
	 * @param userId the user
	 * @return the member, also one that was removed, or {@code null}
	 */
	public @Nullable Member member(EntryView entries, String userId) {
		StoredValue value = entries.get(USERS_PREFIX + userId);
		return (value != null) ? decode(value) : null;
	}

	/**
	 * All that a space knows of users.
	 * @param entries the space's entries
	 * @return the members, also those that were removed, in the order of their ids
	 */
	public Map<String, Member> members(EntryView entries) {
		Map<String, Member> result = new TreeMap<>(KeyOrder::compare);
		Iterator<Map.Entry<String, StoredValue>> users = entries
			.range(new KeyRange(USERS_PREFIX, true, USERS_END, false), Integer.MAX_VALUE);
		while (users.hasNext()) {
			Map.Entry<String, StoredValue> user = users.next();
			result.put(user.getKey().substring(USERS_PREFIX.length()), decode(user.getValue()));
		}
		return result;
	}

	/**
	 * Whether a mutation was ever applied to a space.
	 * @param entries the space's entries
	 * @return {@code false} for one that has none yet
	 */
	public boolean isCreated(EntryView entries) {
		// Spaces may be older than whoever notes that they were created.
		return entries.get(CREATED) != null || entries.range(new KeyRange("", true, END_OF_SHARED, false), 1).hasNext();
	}

	/**
	 * The key and value to note that a space was created.
	 * @return an entry
	 */
	public Map.Entry<String, StoredValue> created() {
		return Map.entry(CREATED, YES);
	}

	/**
	 * The key of a user's entry.
	 * @param userId the user
	 * @return the key on the wire
	 * @throws dev.syncedstore.core.MutationRejectedException if the id is too long
	 */
	public String key(String userId) {
		EntryKey.check(Members.USERS.name(), userId);
		return USERS_PREFIX + userId;
	}

	/**
	 * The value of a user's entry.
	 * @param member what the space is to know of the user
	 * @return the value
	 */
	public StoredValue value(Member member) {
		return new StoredValue(this.members.write(member));
	}

	/**
	 * What a change says about users.
	 * @param key the key of the changed entry
	 * @param value its new value, or {@code null} if it was deleted
	 * @param into gets the member by its user's id, or {@code null} in its place
	 */
	void changed(String key, @Nullable StoredValue value, HashMap<String, Member> into) {
		if (key.startsWith(USERS_PREFIX)) {
			String userId = key.substring(USERS_PREFIX.length());
			if (value != null) {
				into.put(userId, decode(value));
			}
			else {
				into.remove(userId);
			}
		}
	}

	boolean isOfUser(String key) {
		return key.startsWith(USERS_PREFIX);
	}

	/** What newer versions have written and this one can't read gives no rights. */
	private Member decode(StoredValue value) {
		try {
			return value.as(this.members);
		}
		catch (InvalidValueException ex) {
			return new Member("unreadable", 0, 0L);
		}
	}

}

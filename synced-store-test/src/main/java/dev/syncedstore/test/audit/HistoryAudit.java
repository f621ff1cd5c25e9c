package dev.syncedstore.test.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.test.audit.Event.Made;
import dev.syncedstore.test.audit.Event.Seen;
import dev.syncedstore.test.audit.Event.Sight;

/**
 * Judges a history. The server's last state says in which order mutations took effect;
 * everything else is held against it:
 * <ul>
 * <li>what was confirmed is there, what was rejected is not, nothing is there twice, and
 * nothing that nobody made;</li>
 * <li>the mutations of a client took effect in the order in which it made them;</li>
 * <li>each base is a beginning of the journal, the lists in it have the same mutations,
 * and it never goes back;</li>
 * <li>each view begins with its base and goes on with the client's own mutations, in
 * order, and has all that are not rejected;</li>
 * <li>whoever was told that a mutation is confirmed has it in the base;</li>
 * <li>private tokens are seen by their makers' user alone;</li>
 * <li>in the end every client has what the server has, and every mutation an outcome:
 * also one that was made before the client's process died, where its storage was
 * kept.</li>
 * </ul>
 * A history that was taken back excuses what was lost by it, and nothing else. A client
 * that goes on from an old copy of its storage is held to what it knew then.
 */
public final class HistoryAudit {

	private final Map<String, String> users;

	private final List<Event> events;

	private final Sight last;

	private final Set<String> lasting;

	private final Map<String, Made> made = new LinkedHashMap<>();

	/** Who made each mutation. What a client sent before it crashed may arrive after. */
	private final Map<String, String> makers = new HashMap<>();

	private final Map<String, Integer> crashes = new HashMap<>();

	private final Set<String> confirmed = new HashSet<>();

	private final Set<String> rejected = new HashSet<>();

	/** What was confirmed, and then lost with a part of the history. */
	private final Set<String> excused = new HashSet<>();

	/** The same, known from the beginning. */
	private final Set<String> lostAtAnyTime = new HashSet<>();

	/** What clients knew when copies were made of their storages. */
	private final Map<String, ClientMemory> copies = new HashMap<>();

	/**
	 * What the server can't know again: what it had and lost with a part of the history,
	 * and what it had of a client that goes on from a copy and has not heard of that.
	 */
	private final Set<String> unrecognizable = new HashSet<>();

	private int losses;

	private final Map<String, ClientAudit> clients = new LinkedHashMap<>();

	private final List<String> findings = new ArrayList<>();

	private HistoryAudit(Map<String, String> users, List<Event> events, Sight last) {
		this.users = Map.copyOf(users);
		this.events = List.copyOf(events);
		this.last = last;
		this.lasting = new HashSet<>(last.journal());
		this.lasting.addAll(last.kept());
	}

	/**
	 * Judge a history.
	 * @param users the users of the clients, by the clients' names
	 * @param events what happened, in order
	 * @param last what the server has in the end: everybody's private tokens, too
	 * @return what must not be, in words; empty if all is well
	 */
	public static List<String> findings(Map<String, String> users, List<Event> events, Sight last) {
		HistoryAudit audit = new HistoryAudit(users, events, last);
		audit.judge();
		return audit.findings;
	}

	private void judge() {
		foresee();
		for (Event event : this.events) {
			if (event instanceof Made mutation) {
				make(mutation);
			}
			else if (event instanceof Event.Confirmed confirmation) {
				confirm(confirmation.token());
			}
			else if (event instanceof Event.Rejected rejection) {
				reject(rejection.token());
			}
			else if (event instanceof Seen seen) {
				client(seen.client()).see(seen);
			}
			else if (event instanceof Event.Crashed crash) {
				this.crashes.merge(crash.client(), 1, Integer::sum);
				client(crash.client()).crash();
			}
			else if (event instanceof Event.TakenBack loss) {
				takeBack(loss);
			}
			else {
				judgeStorage(event);
			}
		}
		judgeEnd();
	}

	private void judgeStorage(Event event) {
		if (event instanceof Event.Reopened reopening) {
			client(reopening.client()).reopen();
		}
		else if (event instanceof Event.Abandoned mutation) {
			client(mutation.client()).abandon(mutation.token());
		}
		else if (event instanceof Event.Copied copying) {
			this.copies.put(copying.copy(), client(copying.client()).remember());
		}
		else if (event instanceof Event.Reverted reversion) {
			this.crashes.merge(reversion.client(), 1, Integer::sum);
			ClientMemory memory = this.copies.get(reversion.copy());
			if (memory == null) {
				found("The history is no history: there is no copy " + reversion.copy());
			}
			else {
				client(reversion.client()).revert(memory);
			}
		}
	}

	private void foresee() {
		Set<String> tokens = new HashSet<>();
		for (Event event : this.events) {
			if (event instanceof Made mutation) {
				tokens.add(mutation.token());
			}
			else if (event instanceof Event.TakenBack loss) {
				tokens.stream().filter((token) -> !loss.journal().contains(token)).forEach(this.lostAtAnyTime::add);
			}
		}
	}

	private void make(Made mutation) {
		if (this.made.putIfAbsent(mutation.token(), mutation) != null) {
			found("The history is no history: " + mutation.token() + " was made twice");
		}
		this.makers.put(mutation.token(),
				mutation.client() + " after crash " + this.crashes.getOrDefault(mutation.client(), 0));
		client(mutation.client()).make(mutation);
	}

	private void confirm(String token) {
		Made mutation = this.made.get(token);
		if (mutation == null || this.rejected.contains(token) || !this.confirmed.add(token)) {
			found(token + " was confirmed, though it was told of already, or never made");
			return;
		}
		applied(token);
		client(mutation.client()).told(token, true);
	}

	/** A client knows that its mutation is applied. */
	void applied(String token) {
		if (this.excused.contains(token)) {
			// The news came from the lost history.
			this.makers.put(token, token);
		}
	}

	private void reject(String token) {
		Made mutation = this.made.get(token);
		boolean again = this.rejected.contains(token);
		if (mutation == null || this.confirmed.contains(token)
				|| (again && !client(mutation.client()).mayBeToldAgain(token))) {
			found(token + " was rejected, though it was told of already, or never made");
			return;
		}
		this.rejected.add(token);
		client(mutation.client()).told(token, false);
	}

	private void takeBack(Event.TakenBack loss) {
		Set<String> left = new HashSet<>(loss.journal());
		this.made.forEach((token, mutation) -> {
			if (!left.contains(token)) {
				this.excused.add(token);
				if (!client(mutation.client()).isOpen(token)) {
					// Nobody sends it again in order. Out of order a late message may
					// bring it.
					this.makers.put(token, token);
				}
			}
		});
		this.losses++;
		this.unrecognizable.addAll(loss.lost());
		this.clients.values().forEach((client) -> client.copiedAndOpen().forEach((token) -> {
			this.unrecognizable.add(token);
			this.makers.put(token, token);
		}));
		this.clients.values().forEach(ClientAudit::mayStartAnew);
	}

	private void judgeEnd() {
		this.findings.addAll(new JournalAudit(this.last, this.made, this.makers, this.unrecognizable).findings());
		for (String token : this.confirmed) {
			if (!this.lasting.contains(token) && !this.excused.contains(token)) {
				found(token + " was confirmed, but is lost");
			}
		}
		for (String token : this.rejected) {
			if (this.lasting.contains(token)) {
				found(token + " was rejected, but has taken effect");
			}
		}
		Map<String, Set<String>> keptBy = new HashMap<>();
		this.made.values()
			.stream()
			.filter((mutation) -> mutation.list().isEmpty() && this.lasting.contains(mutation.token()))
			.forEach((mutation) -> keptBy.computeIfAbsent(user(mutation.client()), (user) -> new HashSet<>())
				.add(mutation.token()));
		this.clients.forEach((name, client) -> client.end(keptBy.getOrDefault(user(name), Set.of())));
	}

	private ClientAudit client(String name) {
		return this.clients.computeIfAbsent(name, (key) -> new ClientAudit(key, this));
	}

	String user(String client) {
		return this.users.getOrDefault(client, client);
	}

	/** Whose mutation it is, or nobody's. */
	String makerOf(String token) {
		Made mutation = this.made.get(token);
		return (mutation != null) ? user(mutation.client()) : "";
	}

	Sight last() {
		return this.last;
	}

	/** Whether a mutation was lost with a part of the history, before or after now. */
	boolean isLostAtAnyTime(String token) {
		return this.lostAtAnyTime.contains(token);
	}

	/** Whether a mutation may be there once more, because the server can't know it. */
	boolean mayComeAgain(String token) {
		return this.unrecognizable.contains(token);
	}

	/** How often the history was taken back so far. */
	int losses() {
		return this.losses;
	}

	/** Whether something became of a mutation, or can't be asked for any more. */
	boolean isSettled(String token) {
		return this.lasting.contains(token) || this.rejected.contains(token) || this.excused.contains(token);
	}

	boolean isExcused(String token) {
		return this.excused.contains(token);
	}

	void found(String finding) {
		this.findings.add(finding);
	}

}

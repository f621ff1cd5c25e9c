package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.Rejection;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.test.audit.Event;
import dev.syncedstore.test.audit.Event.Sight;
import dev.syncedstore.test.audit.HistoryAudit;
import dev.syncedstore.test.journal.Journal;
import dev.syncedstore.test.world.TestClient;

/**
 * Writes down what clients of a {@link Journal} do, are told and show.
 */
final class ObservedHistory {

	private static final Set<String> FAULTS = Set.of(RejectionCode.UNKNOWN_MUTATOR, RejectionCode.INVALID_ARGS,
			RejectionCode.INTERNAL_ERROR);

	private final MutationRunner runner = new MutationRunner(JacksonValueCodecs.create());

	private final Map<String, TestClient> clients;

	private final Map<String, LocalState> last = new HashMap<>();

	/** What each client has made since it started. */
	private final Map<String, Set<String>> runs = new HashMap<>();

	private final List<Event> events = new ArrayList<>();

	private final List<String> faults = new ArrayList<>();

	ObservedHistory(Map<String, TestClient> clients) {
		this.clients = clients;
	}

	void made(String client, String token, String list, MutationResult mutation) {
		this.events.add(new Event.Made(client, token, list));
		run(client).add(token);
		look();
		mutation.confirmed().whenComplete((nothing, failure) -> {
			look();
			if (failure == null) {
				this.events.add(new Event.Confirmed(token));
			}
			else if (failure instanceof MutationRejectedException rejection) {
				rejected(token, rejection.code());
			}
			else {
				throw new AssertionError("Nobody closes stores here", failure);
			}
		});
	}

	/** Whose future is there to tell is not counted twice. */
	void rejectedLater(String client, Rejection rejection) {
		String token = Journal.tokenOf(rejection.args());
		if (!run(client).contains(token)) {
			rejected(token, rejection.code());
		}
	}

	/** Nobody gives reason to reject anything because it can't be understood. */
	private void rejected(String token, String code) {
		this.events.add(new Event.Rejected(token));
		if (FAULTS.contains(code)) {
			this.faults.add(token + " was rejected: " + code);
		}
	}

	/** A client's process has died. */
	void died(String client) {
		this.last.remove(client);
		run(client).clear();
	}

	void happened(Event event) {
		this.events.add(event);
	}

	private Set<String> run(String client) {
		return this.runs.computeIfAbsent(client, (name) -> new HashSet<>());
	}

	void takenBack(Sight before, Sight after) {
		List<String> left = tokens(after);
		List<String> lost = tokens(before);
		lost.removeAll(left);
		this.events.add(new Event.TakenBack(left, lost));
	}

	private static List<String> tokens(Sight sight) {
		List<String> tokens = new ArrayList<>(sight.journal());
		tokens.addAll(sight.kept());
		return tokens;
	}

	/** Whoever shows something new is looked at. */
	void look() {
		this.clients.forEach((name, client) -> {
			LocalState now = client.store().snapshot();
			if (client.isRunning() && now != this.last.put(name, now)) {
				HistoryPoint point = now.base().point();
				String epoch = (point != null) ? point.epoch() : "";
				long version = (point != null) ? point.version() : 0;
				this.events.add(new Event.Seen(name, sight(client, now.base().entries(), epoch, version),
						sight(client, now.view(), epoch, version)));
			}
		});
	}

	List<String> judge(Sight last) {
		Map<String, String> users = new HashMap<>();
		this.clients.forEach((name, client) -> users.put(name, client.userId()));
		List<String> findings = new ArrayList<>(this.faults);
		findings.addAll(HistoryAudit.findings(users, this.events, last));
		return findings;
	}

	/** What a log has, with the private tokens of some users. */
	Sight stored(SpaceSnapshot snapshot, List<String> users) {
		Entries entries = Objects.requireNonNull(snapshot.allEntries(Long.MAX_VALUE));
		SpaceHead head = snapshot.head();
		return this.runner.query((ctx) -> Journal.sight(ctx, head.epoch(), head.version(), users),
				new Side("judge", true), entries, ReadTracker.NONE);
	}

	private Sight sight(TestClient client, Entries entries, String epoch, long version) {
		String user = client.userId();
		return this.runner.query((ctx) -> Journal.sight(ctx, epoch, version, List.of(user)), new Side(user, false),
				entries, ReadTracker.NONE);
	}

}

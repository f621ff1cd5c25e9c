package dev.syncedstore.test.crash;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * A client over HTTP and STOMP, and all it was told of what it wrote.
 */
final class LedgerClient implements AutoCloseable {

	/** As usual, but nobody has to wait long for a second try. */
	private static final SyncTimings TIMINGS = new SyncTimings(Duration.ofSeconds(10), Duration.ofMillis(500),
			Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMillis(200),
			Duration.ofSeconds(45));

	private final SpaceId space;

	private final String writer;

	private final String userId;

	private final SyncedStore store;

	private final String firstClientId;

	/** What was asked for: number, and whether the server is to refuse it. */
	private final Map<Long, Boolean> made = new ConcurrentSkipListMap<>();

	private final ConcurrentSkipListSet<Long> confirmed = new ConcurrentSkipListSet<>();

	private final Map<Long, String> rejected = new ConcurrentHashMap<>();

	private final List<String> surprises = new CopyOnWriteArrayList<>();

	private volatile boolean mayGoBack;

	private @Nullable HistoryPoint seen;

	LedgerClient(URI server, SpaceId space, String userId, String writer) {
		this.space = space;
		this.userId = userId;
		this.writer = writer;
		this.store = SyncedStore.builder()
			.server(server)
			.space(space.storeType(), space.instanceId())
			.mutators(new Ledger())
			.credentials(Credentials.basic(userId, "any"))
			.userId(userId)
			.timings(TIMINGS)
			.build();
		this.firstClientId = this.store.clientId();
	}

	/** Write the next line. */
	void write(boolean refused) {
		long number = this.made.size() + 1;
		this.made.put(number, refused);
		this.store.mutate(Ledger::write, new Ledger.Write(this.writer, number, refused))
			.confirmed()
			.whenComplete((done, failure) -> settled(number, failure));
	}

	private void settled(long number, @Nullable Throwable failure) {
		if (failure == null) {
			this.confirmed.add(number);
		}
		else if (failure instanceof MutationRejectedException rejection) {
			this.rejected.put(number, rejection.code());
		}
		else {
			this.surprises.add("Line " + number + " ended with " + failure);
		}
	}

	/** Notice whether the base has gone backwards. Called by one thread. */
	void observe() {
		HistoryPoint point = this.store.snapshot().base().point();
		HistoryPoint before = this.seen;
		if (!this.mayGoBack && before != null && point != null && point.epoch().equals(before.epoch())
				&& point.version() < before.version()) {
			this.surprises.add("The base went from " + before + " back to " + point);
		}
		this.seen = point;
	}

	/** The database goes back from now on, and so may this. */
	void expectLoss() {
		this.mayGoBack = true;
	}

	SpaceId space() {
		return this.space;
	}

	String writer() {
		return this.writer;
	}

	String userId() {
		return this.userId;
	}

	SyncedStore store() {
		return this.store;
	}

	boolean keptItsId() {
		return this.store.clientId().equals(this.firstClientId);
	}

	Map<Long, Boolean> made() {
		return this.made;
	}

	int confirmed() {
		return this.confirmed.size();
	}

	/** What has no outcome yet. */
	List<Long> unsettled() {
		return this.made.keySet()
			.stream()
			.filter((number) -> !this.confirmed.contains(number) && !this.rejected.containsKey(number))
			.toList();
	}

	/** Whether everything it wrote has an outcome. */
	boolean isSettled() {
		return this.store.pendingCount() == 0 && this.confirmed.size() + this.rejected.size() == this.made.size();
	}

	/** Whether its copy is at a version, by its checkpoint. */
	boolean isAt(@Nullable String checkpoint) {
		HistoryPoint point = this.store.snapshot().base().point();
		return point != null && Objects.equals(point.checkpoint(), checkpoint);
	}

	/** What it was told that it should not have been told. */
	List<String> untruths() {
		List<String> untruths = new ArrayList<>(this.surprises);
		this.made.forEach((number, refused) -> {
			String code = this.rejected.get(number);
			if (this.confirmed.contains(number) == refused || (refused && !Ledger.REFUSED.equals(code))
					|| (!refused && code != null)) {
				untruths.add("Line " + number + (refused ? ", to be refused," : "") + " was told "
						+ (this.confirmed.contains(number) ? "confirmed" : "") + code);
			}
		});
		return untruths;
	}

	/** Its copy of the space, without what is pending. */
	Map<String, String> entries() {
		Map<String, String> entries = new TreeMap<>();
		Iterator<Map.Entry<String, StoredValue>> all = this.store.snapshot().base().entries().all();
		all.forEachRemaining((entry) -> entries.put(entry.getKey(), entry.getValue().json()));
		return entries;
	}

	@Override
	public String toString() {
		return this.writer + " in " + this.space + " (" + this.store.status() + ", made " + this.made.size()
				+ ", confirmed " + this.confirmed.size() + ", rejected " + this.rejected.size() + ", pending "
				+ this.store.pendingCount() + ", base " + this.store.snapshot().base().point() + ")";
	}

	@Override
	public void close() {
		this.store.close();
	}

}

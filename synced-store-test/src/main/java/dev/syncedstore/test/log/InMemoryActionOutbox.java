package dev.syncedstore.test.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.action.ParkedAction;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.OutboxEntry;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of a log in memory. Thread-safe.
 */
final class InMemoryActionOutbox implements ActionOutbox {

	private final Clock clock;

	private final Function<SpaceId, SpaceHead> heads;

	private final ParkableRows<Row> rows = new ParkableRows<>();

	InMemoryActionOutbox(Clock clock, Function<SpaceId, SpaceHead> heads) {
		this.clock = clock;
		this.heads = heads;
	}

	/** A commit has enqueued something. */
	synchronized void add(SpaceId space, List<OutboxEntry> entries) {
		Instant now = this.clock.instant();
		for (OutboxEntry entry : entries) {
			Instant time = entry.action().time();
			this.rows.put(new Row(this.rows.nextId(), space, entry, (time != null) ? time : now, 0, "", null));
		}
	}

	synchronized Map<Long, Row> backup() {
		return this.rows.backup();
	}

	synchronized void restore(Map<Long, Row> backup) {
		this.rows.restore(backup);
	}

	@Override
	public synchronized List<TakenAction> take(int limit, Duration lease) {
		Instant now = this.clock.instant();
		this.rows.all().removeIf((row) -> this.heads.apply(row.space).deleted());
		List<Row> due = this.rows.all()
			.stream()
			.filter((row) -> !row.isParked() && !row.dueAt.isAfter(now))
			.sorted(Comparator.comparing(Row::dueAt))
			.limit(limit)
			.toList();
		List<TakenAction> taken = new ArrayList<>();
		for (Row row : due) {
			this.rows.put(row.due(now.plus(lease), row.attempts + 1, row.failure));
			taken.add(new TakenAction(row.id, row.space, row.entry, row.attempts + 1,
					this.heads.apply(row.space).schema()));
		}
		return taken;
	}

	@Override
	public synchronized void renew(Collection<TakenAction> taken, Duration lease) {
		Instant until = this.clock.instant().plus(lease);
		taken.forEach((action) -> change(action, (row) -> row.due(until, row.attempts, row.failure)));
	}

	@Override
	public synchronized void done(TakenAction taken) {
		if (find(taken) != null) {
			this.rows.remove(taken.id());
		}
	}

	@Override
	public synchronized void retry(TakenAction taken, Duration delay, String failure) {
		change(taken, (row) -> row.due(this.clock.instant().plus(delay), row.attempts, failure));
	}

	@Override
	public synchronized void giveBack(TakenAction taken, Duration delay) {
		change(taken, (row) -> row.due(this.clock.instant().plus(delay), row.attempts - 1, row.failure));
	}

	@Override
	public synchronized void park(TakenAction taken, String failure) {
		change(taken,
				(row) -> new Row(row.id, row.space, row.entry, row.dueAt, row.attempts, failure, this.clock.instant()));
	}

	@Override
	public synchronized List<ParkedAction> list(long afterId, int limit) {
		return this.rows.parked(afterId, limit)
			.stream()
			.map((row) -> new ParkedAction(row.id, row.space, row.entry.userId(), row.entry.action().name(),
					row.attempts, row.failure, row.parkedTime()))
			.toList();
	}

	@Override
	public synchronized boolean retry(long id) {
		Row row = this.rows.parked(id);
		if (row != null) {
			this.rows.put(new Row(id, row.space, row.entry, this.clock.instant(), 0, row.failure, null));
		}
		return row != null;
	}

	@Override
	public synchronized boolean discard(long id) {
		return this.rows.discard(id);
	}

	@Override
	public synchronized int forgetParked(Instant before, int limit) {
		return this.rows.forgetParked(before, limit);
	}

	@Override
	public synchronized Sizes sizes() {
		Instant now = this.clock.instant();
		long parked = this.rows.all().stream().filter(Row::isParked).count();
		long due = this.rows.all().stream().filter((row) -> !row.isParked() && !row.dueAt.isAfter(now)).count();
		return new Sizes(due, parked);
	}

	@Override
	public synchronized Map<String, Long> parkedByType() {
		Map<String, Long> result = new TreeMap<>();
		for (Row row : this.rows.all()) {
			if (row.isParked()) {
				result.merge(row.space.storeType(), 1L, Long::sum);
			}
		}
		return result;
	}

	private void change(TakenAction taken, UnaryOperator<Row> change) {
		Row row = find(taken);
		if (row != null) {
			this.rows.put(change.apply(row));
		}
	}

	/** Whoever has taken it since has another attempt. */
	private @Nullable Row find(TakenAction taken) {
		Row row = this.rows.find(taken.id());
		return (row != null && !row.isParked() && row.attempts == taken.attempt()) ? row : null;
	}

	/**
	 * An action that has not worked yet.
	 */
	record Row(long id, SpaceId space, OutboxEntry entry, Instant dueAt, int attempts, String failure,
			@Nullable Instant parkedAt) implements ParkableRows.Row {

		Row due(Instant at, int attempts, String failure) {
			return new Row(this.id, this.space, this.entry, at, attempts, failure, null);
		}

	}

}

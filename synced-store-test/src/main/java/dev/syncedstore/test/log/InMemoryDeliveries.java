package dev.syncedstore.test.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.delivery.ParkedDelivery;
import dev.syncedstore.server.log.Deliveries;
import dev.syncedstore.server.log.Delivery;
import dev.syncedstore.server.log.SentMutation;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of a log in memory. Thread-safe.
 */
final class InMemoryDeliveries implements Deliveries {

	private static final Duration OLD = Duration.ofMinutes(Delivery.OLD_MINUTES);

	private final Clock clock;

	private final ParkableRows<Row> rows = new ParkableRows<>();

	InMemoryDeliveries(Clock clock) {
		this.clock = clock;
	}

	/** A commit has sent something. */
	synchronized void add(SpaceId source, List<SentMutation> sent) {
		for (SentMutation mutation : sent) {
			long id = this.rows.nextId();
			MutationSource from = new MutationSource(source, mutation.userId(), mutation.sourceMutator(),
					mutation.sourceVersion());
			this.rows.put(new Row(id, from, mutation, this.clock.instant(), "", null));
		}
	}

	synchronized List<Delivery> inbox(SpaceId target, int limit) {
		Instant old = this.clock.instant().minus(OLD);
		return waitingFor(target, limit)
			.map((row) -> new Delivery(row.id, row.source, row.mutation.mutator(), row.mutation.args(),
					row.mutation.schemaVersion(), row.mutation.hops(), row.sentAt.isBefore(old)))
			.toList();
	}

	/** A commit has processed some. */
	synchronized void settle(Collection<Long> done, Map<Long, String> parked) {
		done.forEach(this.rows::remove);
		parked.forEach((id, failure) -> {
			Row row = this.rows.find(id);
			if (row != null) {
				this.rows.put(new Row(id, row.source, row.mutation, row.sentAt, failure, this.clock.instant()));
			}
		});
	}

	synchronized Map<Long, Row> backup() {
		return this.rows.backup();
	}

	synchronized void restore(Map<Long, Row> backup) {
		this.rows.restore(backup);
	}

	@Override
	public synchronized List<SpaceId> targets(Duration minAge, int limit) {
		Instant latest = this.clock.instant().minus(minAge);
		return waiting().filter((row) -> !row.sentAt.isAfter(latest))
			.limit(limit)
			.map((row) -> row.mutation.target())
			.distinct()
			.toList();
	}

	@Override
	public synchronized List<Wish> wishes(SpaceId target, int limit) {
		return waitingFor(target, limit)
			.map((row) -> new Wish(row.source.userId(), row.mutation.mutator(), row.mutation.schemaVersion()))
			.distinct()
			.toList();
	}

	private Stream<Row> waitingFor(SpaceId target, int limit) {
		return waiting().filter((row) -> row.mutation.target().equals(target)).limit(limit);
	}

	private Stream<Row> waiting() {
		return this.rows.all().stream().filter((row) -> !row.isParked());
	}

	@Override
	public synchronized List<ParkedDelivery> list(long afterId, int limit) {
		return this.rows.parked(afterId, limit)
			.stream()
			.map((row) -> new ParkedDelivery(row.id, row.mutation.target(), row.mutation.mutator(), row.source,
					row.failure, row.parkedTime()))
			.toList();
	}

	@Override
	public synchronized boolean retry(long id) {
		Row row = this.rows.parked(id);
		if (row != null) {
			this.rows.put(new Row(id, row.source, row.mutation, this.clock.instant(), "", null));
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
		long waiting = waiting().count();
		return new Sizes(waiting, this.rows.all().size() - waiting);
	}

	/**
	 * A delivery that has not been processed, or was rejected.
	 */
	record Row(long id, MutationSource source, SentMutation mutation, Instant sentAt, String failure,
			@Nullable Instant parkedAt) implements ParkableRows.Row {
	}

}

package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a table in memory that wait to be done, or are parked for an operator. Guarded
 * by whoever holds it.
 *
 * @param <R> the type of the rows
 */
final class ParkableRows<R extends ParkableRows.Row> {

	private final Map<Long, R> rows = new TreeMap<>();

	private long lastId;

	/** The id of the next row. */
	long nextId() {
		return ++this.lastId;
	}

	void put(R row) {
		this.rows.put(row.id(), row);
	}

	void remove(long id) {
		this.rows.remove(id);
	}

	@Nullable R find(long id) {
		return this.rows.get(id);
	}

	/** All of them, to be changed at will. */
	Collection<R> all() {
		return this.rows.values();
	}

	/** The parked one of an id. */
	@Nullable R parked(long id) {
		R row = this.rows.get(id);
		return (row != null && row.isParked()) ? row : null;
	}

	List<R> parked(long afterId, int limit) {
		return this.rows.values().stream().filter((row) -> row.isParked() && row.id() > afterId).limit(limit).toList();
	}

	boolean discard(long id) {
		return parked(id) != null && this.rows.remove(id) != null;
	}

	int forgetParked(Instant before, int limit) {
		List<Long> forgotten = this.rows.values()
			.stream()
			.filter((row) -> row.isParked() && row.parkedTime().isBefore(before))
			.map(Row::id)
			.limit(limit)
			.toList();
		forgotten.forEach(this.rows::remove);
		return forgotten.size();
	}

	Map<Long, R> backup() {
		return new TreeMap<>(this.rows);
	}

	void restore(Map<Long, R> backup) {
		this.rows.clear();
		this.rows.putAll(backup);
	}

	/**
	 * A row.
	 */
	interface Row {

		long id();

		@Nullable Instant parkedAt();

		default boolean isParked() {
			return parkedAt() != null;
		}

		/** Of one that is parked. */
		default Instant parkedTime() {
			Instant parkedAt = parkedAt();
			if (parkedAt == null) {
				throw new IllegalStateException("Not parked: " + this);
			}
			return parkedAt;
		}

	}

}

package dev.syncedstore.test.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.server.log.ActionCalls;
import org.jspecify.annotations.Nullable;

/**
 * The calls of actions beside a log in memory. Thread-safe.
 */
final class InMemoryActionCalls implements ActionCalls {

	private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

	private final Clock clock;

	private final Map<Key, Row> rows = new HashMap<>();

	InMemoryActionCalls(Clock clock) {
		this.clock = clock;
	}

	@Override
	public synchronized State begin(Call call, Duration lease, Duration keep) {
		Instant now = this.clock.instant();
		Row row = this.rows.get(Key.of(call));
		if (row == null || row.end != null && !row.until.isAfter(now)) {
			this.rows.put(Key.of(call), new Row(call, now.plus(lease), null));
			return new State.Begun();
		}
		if (row.end == null && row.until.isBefore(now)) {
			row = new Row(row.call, now.plus(keep), End.failed(ActionFailedException.INTERRUPTED,
					"The server stopped while the action ran; what it had done by then stays"));
			this.rows.put(Key.of(call), row);
		}
		if (!row.call.isSameAs(call)) {
			return new State.Taken();
		}
		return (row.end != null) ? new State.Ended(row.end) : new State.Running();
	}

	@Override
	public synchronized void renew(Collection<Call> calls, Duration lease) {
		Instant until = this.clock.instant().plus(lease);
		calls.forEach((call) -> this.rows.computeIfPresent(Key.of(call),
				(key, row) -> (row.end == null) ? new Row(row.call, until, null) : row));
	}

	@Override
	public synchronized End end(Call call, End end, Duration keep) {
		Row row = this.rows.get(Key.of(call));
		if (row == null || row.end != null) {
			return (row != null && row.end != null) ? row.end : end;
		}
		this.rows.put(Key.of(call), new Row(call, this.clock.instant().plus(keep), end));
		return end;
	}

	@Override
	public synchronized void cancel(Call call) {
		this.rows.computeIfPresent(Key.of(call), (key, row) -> (row.end == null) ? null : row);
	}

	@Override
	public synchronized int forget(int limit) {
		int before = this.rows.size();
		Instant now = this.clock.instant();
		this.rows.values()
			.removeIf((row) -> !row.until.plus((row.end == null) ? FORGOTTEN_AFTER : Duration.ZERO).isAfter(now));
		return before - this.rows.size();
	}

	private record Key(String userId, String actionId) {

		static Key of(Call call) {
			return new Key(call.userId(), call.actionId());
		}

	}

	/**
	 * A call.
	 *
	 * @param until how long it counts as running, or its end is kept
	 * @param end how it has ended
	 */
	private record Row(Call call, Instant until, @Nullable End end) {
	}

}

package dev.syncedstore.test.crash;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.syncedstore.core.SpaceId;

/**
 * Clients that write as fast as they are confirmed, in several spaces, until told to
 * pause.
 */
final class LedgerLoad implements AutoCloseable {

	/** More than that no client has pending. */
	static final int AHEAD = 10;

	private static final int REFUSED_OF = 13;

	private static final Duration PACE = Duration.ofMillis(2);

	private final List<LedgerClient> clients = new ArrayList<>();

	private final SplittableRandom random;

	private final Thread thread = new Thread(this::run, "load");

	private volatile boolean paused;

	private volatile boolean closed;

	/** Guards the clients while the load or a check uses them. */
	private final Object turn = new Object();

	LedgerLoad(URI server, String name, int spaces, SplittableRandom random) {
		this.random = random;
		for (int space = 1; space <= spaces; space++) {
			SpaceId id = new SpaceId(Ledger.STORE_TYPE, name + "-" + space);
			// One user with two devices, and another.
			this.clients.add(new LedgerClient(server, id, "ann", "ann-1"));
			this.clients.add(new LedgerClient(server, id, "ann", "ann-2"));
			this.clients.add(new LedgerClient(server, id, "bob", "bob-1"));
		}
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		while (!this.closed) {
			synchronized (this.turn) {
				if (!this.paused) {
					this.clients.forEach(this::act);
				}
			}
			LockSupport.parkNanos(PACE.toNanos());
		}
	}

	private void act(LedgerClient client) {
		client.observe();
		int room = AHEAD - client.store().pendingCount();
		if (room > 0) {
			int lines = 1 + this.random.nextInt(room);
			for (int line = 0; line < lines; line++) {
				client.write(this.random.nextInt(REFUSED_OF) == 0);
			}
		}
	}

	/** Write nothing more; what is pending stays so. */
	void pause() {
		this.paused = true;
		synchronized (this.turn) {
			this.clients.forEach(LedgerClient::observe);
		}
	}

	void resume() {
		this.paused = false;
	}

	List<LedgerClient> clients() {
		return this.clients;
	}

	/** How much of each space is confirmed. */
	Map<SpaceId, Integer> confirmed() {
		return this.clients.stream()
			.collect(Collectors.groupingBy(LedgerClient::space, Collectors.summingInt(LedgerClient::confirmed)));
	}

	/** Whether something more has been confirmed in every space. */
	boolean hasGoneOnSince(Map<SpaceId, Integer> before) {
		return confirmed().entrySet().stream().allMatch((space) -> space.getValue() > before.get(space.getKey()));
	}

	int made() {
		return this.clients.stream().mapToInt((client) -> client.made().size()).sum();
	}

	@Override
	public String toString() {
		return this.clients.stream().map(LedgerClient::toString).collect(Collectors.joining("\n"));
	}

	@Override
	public void close() {
		this.closed = true;
		synchronized (this.turn) {
			this.clients.forEach(LedgerClient::close);
		}
	}

}

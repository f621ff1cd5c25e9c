package dev.syncedstore.benchmarks.driver;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Mutations at a given rate, made by clients in turn. As the protocol has it, a client
 * pushes at once, has one push under way, and puts what it makes meanwhile into the next.
 */
public final class SteadyLoad implements Closeable {

	private static final int OK = 200;

	private static final long TICK_NANOS = 1_000_000;

	private final EventLoop loop;

	private final List<Source> sources = new ArrayList<>();

	private final double perNano;

	private boolean running;

	private long startedAt;

	private long made;

	private int next;

	private volatile long confirmed;

	private volatile @Nullable IOException failure;

	/**
	 * Without clients.
	 * @param loop serves the connections
	 * @param mutationsPerSecond the rate of all clients together
	 */
	public SteadyLoad(EventLoop loop, int mutationsPerSecond) {
		this.loop = loop;
		this.perNano = mutationsPerSecond / 1e9;
	}

	/**
	 * Add a client, before the start.
	 * @param port of the server
	 * @param client makes the pushes
	 */
	public void add(int port, PushingClient client) {
		this.sources.add(new Source(HttpConnection.open(this.loop, port), client));
	}

	/**
	 * Begin.
	 */
	public void start() {
		this.loop.execute(() -> {
			this.running = true;
			this.startedAt = System.nanoTime();
			this.made = 0;
			tick();
		});
	}

	/**
	 * End, without waiting for what is under way.
	 * @throws IOException if anything has failed
	 */
	public void stop() throws IOException {
		this.loop.execute(() -> this.running = false);
		IOException failed = this.failure;
		if (failed != null) {
			throw failed;
		}
	}

	/**
	 * How many mutations were confirmed so far.
	 * @return their number
	 */
	public long confirmed() {
		return this.confirmed;
	}

	private void tick() {
		if (!this.running) {
			return;
		}
		long due = (long) ((System.nanoTime() - this.startedAt) * this.perNano);
		for (; this.made < due; this.made++) {
			Source source = this.sources.get(this.next);
			this.next = (this.next + 1) % this.sources.size();
			source.waiting.add(PushingClient.putArgs("k" + this.made % 1000, "x".repeat(60)));
			push(source);
		}
		this.loop.schedule(TICK_NANOS, this::tick);
	}

	private void push(Source source) {
		if (source.pushed > 0 || source.waiting.isEmpty()) {
			return;
		}
		source.pushed = source.waiting.size();
		byte[] request = source.client.push("put", source.waiting);
		source.waiting.clear();
		source.connection.send(request, (answer, failed) -> {
			if (answer == null || answer.status() != OK) {
				this.failure = (failed != null) ? failed : new IOException("An answer is " + answer);
				this.running = false;
				return;
			}
			this.confirmed += source.pushed;
			source.pushed = 0;
			push(source);
		});
	}

	@Override
	public void close() {
		this.sources.forEach((source) -> source.connection.close());
	}

	private static final class Source {

		private final HttpConnection connection;

		private final PushingClient client;

		private final List<String> waiting = new ArrayList<>();

		private int pushed;

		Source(HttpConnection connection, PushingClient client) {
			this.connection = connection;
			this.client = client;
		}

	}

}

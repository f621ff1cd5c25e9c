package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.driver.Delta;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.StompConnection;
import dev.syncedstore.benchmarks.driver.UserSessions;

/**
 * Mutations of a client of a space, and pokes of others of it, each a user of their own
 * with a connection of their own.
 */
final class EngineFanOut extends FanOut {

	/** A hundred bytes in a mutation are usual. */
	static final String TEXT = "x".repeat(60);

	private static final int KEYS = 1000;

	private static final long PATIENCE_SECONDS = 30;

	private final PushingClient client;

	private final List<StompConnection> connections = new ArrayList<>();

	private long count;

	private volatile int frameBytes;

	private EngineFanOut(UserSessions writer, String space, int receivers) throws IOException {
		super(writer.loop(), writer.port(), receivers);
		this.client = new PushingClient(writer.get(0), space, space + "-writer");
	}

	/**
	 * Connect all.
	 * @param writer the server that is pushed to
	 * @param reader the server that pokes
	 * @param space the space, which nobody has used before
	 * @param receivers how many hear
	 * @return the fan-out, when all have been told where the space is
	 * @throws IOException if one can't connect
	 */
	static EngineFanOut open(UserSessions writer, UserSessions reader, String space, int receivers) throws IOException {
		EngineFanOut fanOut = new EngineFanOut(writer, space, receivers);
		CountDownLatch subscribed = new CountDownLatch(receivers);
		for (int number = 0; number < receivers; number++) {
			StompConnection connection = StompConnection.open(reader.loop(), reader.port(), reader.get(number));
			fanOut.connections.add(connection);
			connection.subscribe(space, space + "-reader-" + number, (json) -> fanOut.poked(json, subscribed));
		}
		try {
			if (!subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException(subscribed.getCount() + " subscriptions have not begun");
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
		return fanOut;
	}

	private void poked(ByteBuffer json, CountDownLatch subscribed) {
		Delta delta = Delta.read(json);
		if (delta.isEmptyRange()) {
			subscribed.countDown();
		}
		else {
			this.frameBytes = json.limit();
			heard();
		}
	}

	@Override
	byte[] request() {
		return this.client.put("k" + this.count++ % KEYS, TEXT);
	}

	/** About how long a message is, without its headers. */
	int messageBytes() {
		return this.frameBytes;
	}

	@Override
	public void close() {
		super.close();
		this.connections.forEach(StompConnection::close);
	}

}

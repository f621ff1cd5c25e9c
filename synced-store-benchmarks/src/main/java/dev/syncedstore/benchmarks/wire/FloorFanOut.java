package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.driver.Delta;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpRequest;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.driver.WebSocketConnection;
import dev.syncedstore.benchmarks.floor.FloorServer;

/**
 * The same as {@link EngineFanOut} with the small program: requests of the same body, and
 * frames of the same size.
 */
final class FloorFanOut extends FanOut {

	private static final int KEYS = 1000;

	private static final long PATIENCE_SECONDS = 30;

	private final List<WebSocketConnection> connections = new ArrayList<>();

	private final PushingClient bodies = new PushingClient(UserSession.NONE, "floor", "floor-client");

	private final String room;

	private final int frameBytes;

	private long count;

	private FloorFanOut(EventLoop loop, int port, int receivers, int frameBytes) {
		super(loop, port, receivers);
		this.room = "room" + receivers;
		this.frameBytes = frameBytes;
	}

	/**
	 * Connect all.
	 * @param loop serves the connections
	 * @param port of the server
	 * @param receivers how many hear
	 * @param frameBytes how long the frames are
	 * @return the fan-out, when all have been told that they hear
	 * @throws IOException if one can't connect
	 */
	static FloorFanOut open(EventLoop loop, int port, int receivers, int frameBytes) throws IOException {
		FloorFanOut fanOut = new FloorFanOut(loop, port, receivers, frameBytes);
		CountDownLatch connected = new CountDownLatch(receivers);
		for (int number = 0; number < receivers; number++) {
			fanOut.connections.add(WebSocketConnection.open(loop, port, FloorServer.FRAMES + "?room=" + fanOut.room,
					UserSession.NONE, fanOut.new Receiver(connected)));
		}
		try {
			if (!connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException(connected.getCount() + " WebSockets are not open");
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
		return fanOut;
	}

	@Override
	byte[] request() {
		String id = "k" + this.count++ % KEYS;
		return HttpRequest.post(FloorServer.putPath(this.room, id, this.frameBytes), UserSession.NONE,
				this.bodies.body("put", List.of(PushingClient.putArgs(id, EngineFanOut.TEXT))));
	}

	@Override
	public void close() {
		super.close();
		this.connections.forEach(WebSocketConnection::close);
	}

	private final class Receiver implements WebSocketConnection.Listener {

		private final CountDownLatch connected;

		Receiver(CountDownLatch connected) {
			this.connected = connected;
		}

		@Override
		public void opened() {
			// The first frame says more.
		}

		@Override
		public void received(ByteBuffer text) {
			if (Delta.read(text).max() == 0) {
				this.connected.countDown();
			}
			else {
				heard();
			}
		}

		@Override
		public void failed(IOException cause) {
			fail(cause);
		}

	}

}

package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.driver.HttpRequest;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.driver.WebSocketConnection;
import dev.syncedstore.benchmarks.floor.FloorServer;

/**
 * WebSockets of the small program, to which it sends whatever it is sent.
 */
final class PlainAudience extends Audience {

	private static final String ROOM = "?room=plain";

	private static final int PATIENCE_SECONDS = 30;

	private final List<WebSocketConnection> sockets = new ArrayList<>();

	private final byte[] request;

	PlainAudience(Site site, int listeners, String frame) throws Exception {
		super(site.loop(), site.floor().port(), listeners);
		this.request = HttpRequest.post(FloorServer.TELL + ROOM, UserSession.NONE, frame);
		CountDownLatch welcomed = new CountDownLatch(listeners);
		for (int number = 0; number < listeners; number++) {
			this.sockets.add(WebSocketConnection.open(site.loop(), site.floor().port(), FloorServer.FRAMES + ROOM,
					UserSession.NONE, new Listener(welcomed, frame.length())));
		}
		if (!welcomed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new IOException(welcomed.getCount() + " WebSockets are not open");
		}
	}

	@Override
	byte[] request() {
		return this.request;
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.sockets.forEach(WebSocketConnection::close);
	}

	private final class Listener implements WebSocketConnection.Listener {

		private final CountDownLatch welcomed;

		private final int length;

		Listener(CountDownLatch welcomed, int length) {
			this.welcomed = welcomed;
			this.length = length;
		}

		@Override
		public void opened() {
			// The first frame says so.
		}

		@Override
		public void received(ByteBuffer text) {
			if (text.remaining() == this.length) {
				heard(1);
			}
			else {
				this.welcomed.countDown();
			}
		}

		@Override
		public void failed(IOException cause) {
			fail(cause);
		}

	}

}

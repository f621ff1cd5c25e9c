package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.driver.Delta;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.StompConnection;
import dev.syncedstore.benchmarks.driver.UserSession;

/**
 * Subscribers of one space, each with a connection of its own, and a client that commits.
 */
final class SpaceAudience extends Audience {

	private static final String SPACE = "broadcast";

	private static final int USERS = 20;

	private static final int KEYS = 1_000;

	private static final int PATIENCE_SECONDS = 30;

	private final PushingClient client;

	private final Texts texts = new Texts(7);

	private final List<StompConnection> connections = new ArrayList<>();

	private int requests;

	private int messageBytes;

	SpaceAudience(Site site, int subscribers) throws Exception {
		super(site.loop(), site.application().port(), subscribers);
		this.client = new PushingClient(site.session(), SPACE, "writer");
		List<UserSession> users = new ArrayList<>();
		for (int number = 0; number < USERS; number++) {
			users.add(UserSession.signIn(site.loop(), site.application().port(), "u" + number));
		}
		CountDownLatch subscribed = new CountDownLatch(subscribers);
		for (int number = 0; number < subscribers; number++) {
			StompConnection connection = StompConnection.open(site.loop(), site.application().port(),
					users.get(number % USERS));
			this.connections.add(connection);
			Subscriber subscriber = new Subscriber(subscribed);
			connection.subscribe(SPACE, "subscriber-" + number, subscriber::poked);
		}
		if (!subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new IOException(subscribed.getCount() + " subscriptions have not begun");
		}
	}

	@Override
	byte[] request() {
		return this.client.put("k" + this.requests++ % KEYS, this.texts.next());
	}

	/** A text as long as a message with its headers. */
	String frame() {
		String head = "MESSAGE\nsubscription:0\nmessage-id:0-1000\ndestination:/spaces/bench/" + SPACE
				+ "\ncontent-type:application/json\n\n";
		return head + "x".repeat(this.messageBytes) + '\0';
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.connections.forEach(StompConnection::close);
	}

	/**
	 * Follows the versions: the first message says where they begin.
	 */
	private final class Subscriber {

		private final CountDownLatch subscribed;

		private long version = -1;

		Subscriber(CountDownLatch subscribed) {
			this.subscribed = subscribed;
		}

		void poked(ByteBuffer json) {
			Delta delta = Delta.read(json);
			if (this.version < 0) {
				this.version = delta.max();
				this.subscribed.countDown();
			}
			else if (delta.isEmptyRange()) {
				if (delta.max() > this.version) {
					fail(new IOException("A subscriber was dropped to an empty range"));
				}
			}
			else if (delta.min() != this.version + 1) {
				fail(new IOException("A subscriber at " + this.version + " was told of " + delta));
			}
			else {
				SpaceAudience.this.messageBytes = json.limit();
				heard(delta.max() - this.version);
				this.version = delta.max();
			}
		}

	}

}

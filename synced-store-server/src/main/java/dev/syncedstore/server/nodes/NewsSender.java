package dev.syncedstore.server.nodes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox, by one connection: a lonely piece of news at once, and
 * when there are many, all of them by few notifications. Each waits in PostgreSQL for a
 * lock that all have in common, which is why it is never sent by the transaction that it
 * tells of. Runs on a thread of its own.
 */
final class NewsSender implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(NewsSender.class);

	/** News that come so soon after others are sent together. */
	private static final long PAUSE_MILLIS = 2;

	private static final int NETWORK_TIMEOUT_MILLIS = 10_000;

	private final NewsParts parts;

	private final NewsOutbox outbox;

	private final CountDownLatch end = new CountDownLatch(1);

	private final Backoff backoff = new Backoff(this.end);

	private volatile @Nullable Connection connection;

	NewsSender(NewsParts parts, NewsOutbox outbox) {
		this.parts = parts;
		this.outbox = outbox;
	}

	@Override
	public void run() {
		try {
			List<News> news = this.outbox.take();
			while (news != null) {
				deliver(news);
				this.end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
				news = this.outbox.take();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			disconnect();
		}
	}

	/**
	 * Try only once more what can't be sent now. Called when the node ends.
	 */
	void end() {
		this.outbox.close();
		this.end.countDown();
	}

	/**
	 * Break off whatever is under way.
	 */
	void abort() {
		Connections.abort(this.connection);
	}

	private void deliver(List<News> news) throws InterruptedException {
		try {
			for (NewsPayloads.Payload payload : NewsPayloads.write(this.parts.nodeId(), news)) {
				send(connect(), payload.text());
				if (!payload.news().isEmpty()) {
					this.parts.observer().sent(payload.news().size());
				}
			}
			this.backoff.succeeded();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("News for other nodes can't be sent at the moment; they ask for them", ex);
			disconnect();
			if (!this.outbox.isClosed()) {
				this.outbox.putBack(news);
				this.backoff.pause();
			}
		}
	}

	private Connection connect() throws SQLException {
		Connection known = this.connection;
		if (known != null) {
			return known;
		}
		Connection opened = this.parts.connections().open();
		this.connection = opened;
		opened.setAutoCommit(true);
		opened.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
		// So that nothing depends on statements that a session remembers.
		opened.unwrap(PGConnection.class).setPrepareThreshold(0);
		try (Statement statement = opened.createStatement()) {
			// News that a crash swallows are of commits that nodes look for anyway.
			statement.execute("SET synchronous_commit = off; SET application_name = 'synced-store-notify'");
		}
		return opened;
	}

	private void send(Connection connection, String payload) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
			statement.setString(1, this.parts.channel());
			statement.setString(2, payload);
			statement.execute();
		}
	}

	private void disconnect() {
		Connections.close(this.connection);
		this.connection = null;
	}

}

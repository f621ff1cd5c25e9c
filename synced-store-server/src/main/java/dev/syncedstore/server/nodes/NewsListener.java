package dev.syncedstore.server.nodes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for the news of other nodes, by one connection. It also hears what its own node
 * sends, and by that knows whether the connection is alive. Runs on a thread of its own.
 */
final class NewsListener implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(NewsListener.class);

	private final NewsParts parts;

	private final NewsOutbox outbox;

	private final int patienceMillis;

	private final CountDownLatch end = new CountDownLatch(1);

	private final Backoff backoff = new Backoff(this.end);

	private volatile @Nullable Connection connection;

	/** Whether the node hears what it sends itself. */
	private volatile boolean hearing;

	/** Whether people were told that it doesn't. */
	private boolean warned;

	/**
	 * Create a listener.
	 * @param parts what it works with
	 * @param outbox is asked to send something to be heard
	 * @param patienceMillis how long to hear nothing before asking for something
	 */
	NewsListener(NewsParts parts, NewsOutbox outbox, int patienceMillis) {
		this.parts = parts;
		this.outbox = outbox;
		this.patienceMillis = patienceMillis;
	}

	boolean isHearing() {
		return this.hearing;
	}

	@Override
	public void run() {
		try {
			while (this.end.getCount() > 0) {
				try {
					listen();
				}
				catch (SQLException | RuntimeException ex) {
					lost(ex);
				}
				finally {
					this.hearing = false;
					Connections.close(this.connection);
					this.connection = null;
				}
				this.backoff.pause();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Stop to listen.
	 */
	void end() {
		this.end.countDown();
		Connections.abort(this.connection);
	}

	private void listen() throws SQLException {
		Connection opened = this.parts.connections().open();
		this.connection = opened;
		if (this.end.getCount() == 0) {
			return;
		}
		PGConnection listening = opened.unwrap(PGConnection.class);
		opened.setAutoCommit(true);
		try (Statement statement = opened.createStatement()) {
			statement.execute("SET application_name = 'synced-store-listen'; LISTEN \"" + this.parts.channel() + "\"");
		}
		// Whatever happened before this moment was not heard.
		this.parts.hub().review();
		this.parts.hub().accessChanged(null, null);
		this.outbox.ping();
		boolean asked = true;
		while (this.end.getCount() > 0) {
			PGNotification[] notifications = listening.getNotifications(this.patienceMillis);
			boolean own = false;
			for (PGNotification notification : (notifications != null) ? notifications : new PGNotification[0]) {
				own |= hear(notification);
			}
			if (own) {
				heardOneself();
				asked = false;
			}
			else if (notifications == null || notifications.length == 0) {
				if (asked) {
					deaf();
				}
				this.outbox.ping();
				asked = true;
			}
		}
	}

	/**
	 * Hear one notification.
	 * @return whether it is this node's own
	 */
	private boolean hear(PGNotification notification) {
		NewsPayloads.Payload payload = NewsPayloads.read(notification.getParameter());
		if (payload == null) {
			return false;
		}
		if (payload.nodeId().equals(this.parts.nodeId())) {
			return true;
		}
		for (News piece : payload.news()) {
			if (piece instanceof News.Changed changed) {
				this.parts.hub().heard(changed.space(), changed.epoch(), changed.version());
			}
			else if (piece instanceof News.Access access) {
				this.parts.hub().accessChanged(access.space(), access.userId());
			}
		}
		if (!payload.news().isEmpty()) {
			this.parts.observer().heard(payload.news().size());
		}
		return false;
	}

	private void heardOneself() {
		this.backoff.succeeded();
		if (this.warned) {
			logger.info("News of other nodes are heard again");
		}
		this.warned = false;
		this.hearing = true;
	}

	/**
	 * Not even this node's own news have arrived.
	 */
	private void deaf() throws SQLException {
		if (this.hearing) {
			throw new SQLException("Nothing was heard for " + 2 * this.patienceMillis + " ms");
		}
		warn("The connection that listens for news of other nodes hears nothing, not even what this node sends. "
				+ "If there is a pooler in between that hands out sessions by the transaction, define a DataSource that "
				+ "leads to PostgreSQL itself and is annotated with @SyncedStoreListener, or set synced-store.notify "
				+ "to poll", null);
	}

	private void lost(Exception cause) {
		if (this.end.getCount() > 0) {
			this.parts.observer().lost();
			warn("News of other nodes can't be heard at the moment", cause);
		}
	}

	private void warn(String message, @Nullable Exception cause) {
		if (this.warned) {
			logger.debug(message, cause);
			return;
		}
		this.warned = true;
		logger.warn("{}. Until then, the database is asked twice a second{}", message,
				(cause != null) ? ": " + cause : "");
	}

}

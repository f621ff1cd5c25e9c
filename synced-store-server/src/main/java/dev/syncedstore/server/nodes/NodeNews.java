package dev.syncedstore.server.nodes;

import java.time.Duration;

import dev.syncedstore.server.access.AccessChanges;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.poke.PokeHub;
import org.jspecify.annotations.Nullable;

/**
 * Lets the subscribers of one node hear of what other nodes commit to the same database.
 * Made once per node; thread-safe.
 * <p>
 * When it listens, each node tells the others of its commits by notifications of
 * PostgreSQL, after the commit and many at once, by a connection of its own; another
 * connection hears those of the others. As notifications can get lost, the hub also asks
 * the log where its spaces are: seldom while they are known to arrive, and often as long
 * as they are not, or where it does nothing else.
 */
public final class NodeNews implements CommitListener, AutoCloseable {

	/** How often {@link #tick()} is to be called. */
	public static final Duration TICK = Duration.ofMillis(500);

	/** Of so many ticks one is enough while notifications arrive. */
	private static final int SAFETY_NET_TICKS = 4;

	private static final int PATIENCE_MILLIS = 5_000;

	private static final Duration END_PATIENCE = Duration.ofSeconds(2);

	private final PokeHub hub;

	private final boolean alone;

	private final @Nullable Notifications notifications;

	private int ticks;

	private NodeNews(PokeHub hub, boolean alone, @Nullable Notifications notifications) {
		this.hub = hub;
		this.alone = alone;
		this.notifications = notifications;
	}

	/**
	 * Tell and hear by notifications. Needs PostgreSQL's JDBC driver.
	 * @param parts what to work with
	 * @return what has to be started
	 */
	public static NodeNews listening(NewsParts parts) {
		return listening(parts, PATIENCE_MILLIS);
	}

	static NodeNews listening(NewsParts parts, int patienceMillis) {
		NewsOutbox outbox = new NewsOutbox();
		return new NodeNews(parts.hub(), false, new Notifications(outbox, new NewsSender(parts, outbox),
				new NewsListener(parts, outbox, patienceMillis)));
	}

	/**
	 * Tell nobody, and ask the log for what others have committed.
	 * @param hub asks
	 * @return what has to be started
	 */
	public static NodeNews polling(PokeHub hub) {
		return new NodeNews(hub, false, null);
	}

	/**
	 * Neither tell nor ask others: for a node that is the only one.
	 * @param hub is told of changes of access
	 * @return what has to be started
	 */
	public static NodeNews off(PokeHub hub) {
		return new NodeNews(hub, true, null);
	}

	/**
	 * Begin to send and to listen, on threads of its own. Does not wait for anything.
	 */
	public void start() {
		if (this.notifications != null) {
			this.notifications.start();
		}
	}

	@Override
	public void committed(CommittedBatch batch) {
		if (this.notifications != null) {
			this.notifications.outbox()
				.add(new News.Changed(batch.space(), batch.head().epoch(), batch.head().version()));
		}
	}

	/**
	 * For telling all nodes that access has changed.
	 * @return what applications use
	 */
	public AccessChanges accessChanges() {
		return new NodeAccessChanges((news) -> {
			this.hub.accessChanged(news.space(), news.userId());
			if (this.notifications != null) {
				this.notifications.outbox().add(news);
			}
		});
	}

	/**
	 * Do what time brings about. To be called every {@link #TICK}, by one thread at a
	 * time; does not block.
	 */
	public void tick() {
		if (!this.alone && (++this.ticks % SAFETY_NET_TICKS == 0 || !isListening())) {
			this.hub.review();
		}
	}

	/**
	 * Whether notifications are known to arrive.
	 * @return {@code false} if not, or if they are not waited for
	 */
	public boolean isListening() {
		return this.notifications != null && this.notifications.listener().isHearing();
	}

	/**
	 * Send what waits, and end all threads and connections. Waits for a few seconds at
	 * most.
	 */
	@Override
	public void close() {
		if (this.notifications != null) {
			this.notifications.end(END_PATIENCE);
		}
	}

}

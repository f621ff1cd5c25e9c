package dev.syncedstore.server.nodes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * News that wait to be sent: of each space only the newest. Bounded, as whatever is
 * forgotten here is found by the other nodes' next review. Thread-safe.
 */
final class NewsOutbox {

	private static final int MAX_SPACES = 100_000;

	private static final int MAX_ACCESS_CHANGES = 10_000;

	private static final News.Access ALL_ACCESS = new News.Access(null, null);

	private final Map<SpaceId, News.Changed> changed = new LinkedHashMap<>();

	private final Set<News.Access> access = new LinkedHashSet<>();

	private boolean ping;

	private boolean closed;

	synchronized void add(News.Changed news) {
		this.changed.merge(news.space(), news, NewsOutbox::newer);
		if (this.changed.size() > MAX_SPACES) {
			Iterator<SpaceId> oldest = this.changed.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
		notifyAll();
	}

	synchronized void add(News.Access news) {
		if (this.access.size() >= MAX_ACCESS_CHANGES) {
			this.access.clear();
			this.access.add(ALL_ACCESS);
		}
		this.access.add(news);
		notifyAll();
	}

	/**
	 * Ask for a notification even without news.
	 */
	synchronized void ping() {
		this.ping = true;
		notifyAll();
	}

	/**
	 * Wait for news, and take all of them.
	 * @return the news, or {@code null} if there will be no more
	 */
	synchronized @Nullable List<News> take() throws InterruptedException {
		while (this.changed.isEmpty() && this.access.isEmpty() && !this.ping) {
			if (this.closed) {
				return null;
			}
			wait();
		}
		List<News> taken = new ArrayList<>(this.access);
		taken.addAll(this.changed.values());
		this.access.clear();
		this.changed.clear();
		this.ping = false;
		return taken;
	}

	/**
	 * Put back what could not be sent.
	 */
	synchronized void putBack(List<News> news) {
		for (News piece : news) {
			if (piece instanceof News.Changed back) {
				this.changed.merge(back.space(), back, (later, earlier) -> newer(earlier, later));
			}
			else if (piece instanceof News.Access back) {
				this.access.add(back);
			}
		}
	}

	/**
	 * Let {@link #take()} end once nothing waits any more.
	 */
	synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

	private static News.Changed newer(News.Changed earlier, News.Changed later) {
		boolean outOfOrder = earlier.epoch().equals(later.epoch()) && earlier.version() > later.version();
		return outOfOrder ? earlier : later;
	}

}

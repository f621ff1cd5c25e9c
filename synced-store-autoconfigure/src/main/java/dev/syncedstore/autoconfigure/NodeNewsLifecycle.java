package dev.syncedstore.autoconfigure;

import dev.syncedstore.server.nodes.NodeNews;

import org.springframework.context.SmartLifecycle;

/**
 * Begins and ends the exchange of news with other nodes. It ends after the last mutations
 * were committed, so that the others hear of them, and before the database goes.
 */
final class NodeNewsLifecycle implements SmartLifecycle {

	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 768;

	private final NodeNews news;

	private final NodeThreads threads;

	private volatile boolean running;

	NodeNewsLifecycle(NodeNews news, NodeThreads threads) {
		this.news = news;
		this.threads = threads;
	}

	@Override
	public void start() {
		this.running = true;
		this.news.start();
		this.threads.every(NodeNews.TICK, this.news::tick);
	}

	@Override
	public void stop() {
		this.running = false;
		this.news.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** What has been ended can't begin again. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}

package dev.syncedstore.autoconfigure;

import java.time.Duration;
import java.util.stream.Collectors;

import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.poke.PokeHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Begins and ends the work of a node with the application. At the end new pushes are
 * refused first, while the web server still answers and the database is still there, and
 * what has been accepted is finished.
 */
final class NodeLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(NodeLifecycle.class);

	/** Before connections are closed, and before the web server's graceful shutdown. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 256;

	private static final Duration TICK = Duration.ofSeconds(1);

	private static final Duration MAINTENANCE = Duration.ofSeconds(10);

	private final SyncEngine engine;

	private final PokeHub hub;

	private final NodeThreads threads;

	private final Duration shutdownTimeout;

	private volatile boolean running;

	NodeLifecycle(SyncEngine engine, PokeHub hub, NodeThreads threads, Duration shutdownTimeout) {
		this.engine = engine;
		this.hub = hub;
		this.threads = threads;
		this.shutdownTimeout = shutdownTimeout;
	}

	@Override
	public void start() {
		this.running = true;
		logger.info("Serving synced stores: {}; up to {} connections of the pool are taken", storeTypes(),
				this.threads.connections());
		this.threads.every(TICK, this.hub::tick);
		this.threads.every(TICK, this.engine::tick);
		this.threads.every(MAINTENANCE, this::maintain);
		maintain();
	}

	private String storeTypes() {
		EngineParts parts = this.engine.parts();
		return parts.catalog()
			.storeTypes()
			.stream()
			.map((type) -> "%s (%d mutators, %d actions)".formatted(type, parts.catalog().mutators(type).size(),
					parts.mutations().actions().actions(type).size()))
			.collect(Collectors.joining(", "));
	}

	private void maintain() {
		this.threads.database().execute(this.engine::maintain);
	}

	@Override
	public void stop() {
		this.running = false;
		if (!this.engine.close(this.shutdownTimeout)) {
			logger.warn("After {} some accepted mutations were still waiting; their clients will send them again",
					this.shutdownTimeout);
		}
		else {
			logger.info("All mutations that were accepted are committed; no more are taken");
		}
	}

	@Override
	public void stop(Runnable callback) {
		Thread thread = new Thread(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		}, "synced-store-shutdown");
		thread.start();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** An engine that has been closed can't be opened again. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}

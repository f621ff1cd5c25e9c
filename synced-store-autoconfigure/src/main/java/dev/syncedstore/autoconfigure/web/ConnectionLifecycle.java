package dev.syncedstore.autoconfigure.web;

import java.time.Duration;

import dev.syncedstore.autoconfigure.NodeThreads;
import dev.syncedstore.server.poke.stomp.StompEndpoint;

import org.springframework.context.SmartLifecycle;

/**
 * Closes connections at the end of the application: after the last mutations were
 * committed, and before the web server stops.
 */
final class ConnectionLifecycle implements SmartLifecycle {

	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final StompEndpoint endpoint;

	private final NodeThreads threads;

	private volatile boolean running;

	ConnectionLifecycle(StompEndpoint endpoint, NodeThreads threads) {
		this.endpoint = endpoint;
		this.threads = threads;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.endpoint.shutDown();
		this.threads.awaitClosedConnections(TIMEOUT);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Connections that have been refused once are refused for good. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}

package dev.syncedstore.embedded.testing;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.SpringApplicationShutdownHandlers;

/**
 * Stops a server once: when asked, else when the process ends. Shutdown hooks run in no
 * order, so that one of our own could take the database from application contexts that
 * are being closed; Spring Boot's handlers run after these.
 */
final class StopAtExit implements Runnable {

	private final TestServer server;

	private final Thread hook;

	private final AtomicBoolean handedOver = new AtomicBoolean();

	private final AtomicBoolean stopped = new AtomicBoolean();

	private StopAtExit(TestServer server) {
		this.server = server;
		this.hook = new Thread(this, "test-postgres-stop");
	}

	static StopAtExit register(TestServer server) {
		StopAtExit stopAtExit = new StopAtExit(server);
		Runtime.getRuntime().addShutdownHook(stopAtExit.hook);
		return stopAtExit;
	}

	void handOver(SpringApplicationShutdownHandlers handlers) {
		if (this.handedOver.compareAndSet(false, true)) {
			handlers.add(this);
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
	}

	@Override
	public void run() {
		if (this.stopped.compareAndSet(false, true)) {
			this.server.stop();
		}
	}

}

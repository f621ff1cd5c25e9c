package dev.syncedstore.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;

import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.driver.ClosedLoad;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpRequest;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.driver.UserSessions;
import dev.syncedstore.benchmarks.floor.FloorServer;

/**
 * Brings servers to where they are after some minutes of work: one request at a time
 * would take the virtual machine that long to compile what is slow.
 */
final class WarmUp {

	private static final int CONNECTIONS = 8;

	private WarmUp() {
	}

	/**
	 * How long each server is kept busy: as long as both sides run before pairs count.
	 */
	private static Duration duration(Form form) {
		return form.warmUp().dividedBy(2);
	}

	static void application(UserSessions users, Form form) throws IOException {
		try (ClosedLoad load = new ClosedLoad(users.loop())) {
			for (int number = 0; number < CONNECTIONS; number++) {
				PushingClient client = new PushingClient(users.get(number), "warm-" + number, "warm-" + users.port());
				load.add(users.port(), () -> client.put("k", EngineFanOut.TEXT));
			}
			load.run(duration(form));
		}
	}

	static void floor(EventLoop loop, int port, Form form) throws IOException {
		try (ClosedLoad load = new ClosedLoad(loop)) {
			for (int number = 0; number < CONNECTIONS; number++) {
				byte[] request = HttpRequest.post(FloorServer.putPath("warm", "warm-" + number, 400), UserSession.NONE,
						EngineFanOut.TEXT);
				load.add(port, () -> request);
			}
			load.run(duration(form));
		}
	}

}

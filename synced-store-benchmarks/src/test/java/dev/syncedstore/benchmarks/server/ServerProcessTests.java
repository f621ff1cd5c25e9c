package dev.syncedstore.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.driver.Delta;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpAnswer;
import dev.syncedstore.benchmarks.driver.HttpConnection;
import dev.syncedstore.benchmarks.driver.HttpRequest;
import dev.syncedstore.benchmarks.driver.PullingClient;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.StompConnection;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.driver.WebSocketConnection;
import dev.syncedstore.benchmarks.floor.FloorServer;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.embedded.testing.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The driver against real servers in processes of their own.
 */
@Tag("one-jdk")
class ServerProcessTests {

	private static String database(String name) throws Exception {
		TestDatabase database = TestPostgres.shared().createDatabase();
		String url = database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "user=" + database.username()
				+ "&password=" + database.password();
		return BenchmarkPostgres.at(url).createDatabase(name);
	}

	@Test
	void whatOneClientPushesAnotherHearsAndPulls() throws Exception {
		try (ServerProcess server = ServerProcess.application(database("driver_application")).start();
				EventLoop loop = new EventLoop()) {
			UserSession alice = UserSession.signIn(loop, server.port(), "u0");
			UserSession bob = UserSession.signIn(loop, server.port(), "u1");
			BlockingQueue<Delta> heard = new LinkedBlockingQueue<>();
			try (StompConnection pokes = StompConnection.open(loop, server.port(), bob);
					HttpConnection http = HttpConnection.open(loop, server.port())) {
				pokes.subscribe("one", "bobs-client", (delta) -> heard.add(Delta.read(delta)));
				assertThat(heard.poll(10, TimeUnit.SECONDS)).satisfies((first) -> {
					assertThat(first.isEmptyRange()).isTrue();
					assertThat(first.max()).isZero();
				});
				PushingClient pushing = new PushingClient(alice, "one", "alices-client");
				assertThat(http.exchange(pushing.put("a", "text")).ok().text()).contains("\"version\":1");
				assertThat(heard.poll(10, TimeUnit.SECONDS)).satisfies((delta) -> {
					assertThat(delta.max()).isEqualTo(1);
					assertThat(delta.patches()).isEqualTo(1);
				});
				String fill = PushingClient.fillArgs(0, 30_000, "x".repeat(60));
				assertThat(http.exchange(pushing.push("fill", List.of(fill))).ok().text()).contains("\"version\":2");
				List<Integer> pages = new ArrayList<>();
				Delta last = new PullingClient(http, bob, "one", "bobs-client").pull(null,
						(page) -> pages.add(Delta.read(page).patches()));
				assertThat(last.max()).isEqualTo(2);
				assertThat(pages).hasSizeGreaterThan(1);
				assertThat(pages.stream().mapToInt(Integer::intValue).sum()).isEqualTo(30_001);
				HttpAnswer constant = http.exchange(HttpRequest.post("/constant", alice, "{}")).ok();
				assertThat(constant.body().length).isCloseTo(http.exchange(pushing.put("a", "more")).body().length,
						within(10));
				assertThat(server.resources().heapAfterCollection()).isPositive();
				assertThat(server.resources().residentBytes()).isGreaterThan(1_000_000);
				assertThat(server.resources().cpuTime()).isPositive();
			}
		}
	}

	@Test
	void theFloorTellsEverybodyInFramesOfTheSizeThatWasAskedFor() throws Exception {
		try (ServerProcess server = FloorServer.process(database("driver_floor")).start();
				EventLoop loop = new EventLoop();
				HttpConnection http = HttpConnection.open(loop, server.port())) {
			BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
			FloorListener listener = new FloorListener(sizes);
			WebSocketConnection socket = WebSocketConnection.open(loop, server.port(),
					FloorServer.FRAMES + "?room=hall", UserSession.NONE, listener);
			assertThat(listener.handshakes.poll(10, TimeUnit.SECONDS)).isTrue();
			assertThat(sizes.poll(10, TimeUnit.SECONDS)).isPositive();
			byte[] put = HttpRequest.post(FloorServer.putPath("hall", "a", 400), UserSession.NONE, "{}");
			assertThat(http.exchange(put).ok().text()).isEqualTo("{\"version\":1}");
			assertThat(sizes.poll(10, TimeUnit.SECONDS)).isEqualTo(400);
			socket.close();
		}
	}

	private record FloorListener(BlockingQueue<Integer> sizes,
			BlockingQueue<Boolean> handshakes) implements WebSocketConnection.Listener {

		FloorListener(BlockingQueue<Integer> sizes) {
			this(sizes, new LinkedBlockingQueue<>());
		}

		@Override
		public void opened() {
			this.handshakes.add(true);
		}

		@Override
		public void received(ByteBuffer text) {
			this.sizes.add(text.remaining());
		}

		@Override
		public void failed(IOException cause) {
			this.handshakes.add(false);
		}

	}

}

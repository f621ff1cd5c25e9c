package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.stomp.StompEndpoint;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three hundred sessions, of which a hundred stop reading: the others hardly notice. Time
 * is measured in pairs of rounds, with all reading and with a hundred stuck, and the 99th
 * percentiles over all rounds are compared. A few rounds of few messages tell nothing on
 * a machine that stalls now and then, as the worst message decides: pairs are added until
 * the bound holds, or for good does not. {@code -Dstuck.pairs=10 -Dstuck.messages=500}
 * takes longer and is more exact.
 */
class StuckSessionsTests {

	private static final Logger logger = LoggerFactory.getLogger(StuckSessionsTests.class);

	private static final int READING = 200;

	private static final int STUCK = 100;

	private static final int PAIRS = Integer.getInteger("stuck.pairs", 2);

	private static final int MOST_PAIRS = 7 * PAIRS;

	private static final int MESSAGES = Integer.getInteger("stuck.messages", 60);

	private static final int PAUSE_MILLIS = 25;

	/** Below this, the machine's noise is all that there is to measure. */
	private static final double NOISE_MILLIS = 10;

	private final TestApplication application = TestApplication.start(WithSmallBuffers.class,
			"synced-store.limits.connections-per-user=1000", "synced-store.limits.pushes-per-second=1000");

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<Reader> readers = new ArrayList<>();

	private long pushed;

	@BeforeEach
	void connect() {
		for (int i = 0; i < READING; i++) {
			this.readers.add(new Reader(this.http, this.application, i));
		}
		awaitSubscriptions(READING);
	}

	@AfterEach
	void stop() {
		this.readers.forEach(Reader::close);
		this.application.close();
	}

	@Test
	void aHundredThatStopReadingDoNotHoldTheOthersUp() throws InterruptedException {
		measure();
		List<double[]> allReading = new ArrayList<>();
		List<double[]> someStuck = new ArrayList<>();
		do {
			allReading.add(with(false));
			someStuck.add(with(true));
			logger.warn("p99 of {} readers: {} ms with {} others reading, {} ms with them stuck", READING,
					p99(allReading), STUCK, p99(someStuck));
		}
		while (allReading.size() < PAIRS || (isHeldUp(allReading, someStuck) && allReading.size() < MOST_PAIRS));
		assertThat(isHeldUp(allReading, someStuck))
			.as("p99 is %s ms with %s stuck, against %s ms", p99(someStuck), STUCK, p99(allReading))
			.isFalse();
		StompEndpoint endpoint = this.application.context().getBean(StompEndpoint.class);
		assertThat(endpoint.connections()).isGreaterThanOrEqualTo(READING);
		assertThat(this.readers).noneMatch((reader) -> reader.closed);
	}

	private static boolean isHeldUp(List<double[]> allReading, List<double[]> someStuck) {
		return p99(someStuck) > 2 * Math.max(p99(allReading), NOISE_MILLIS);
	}

	private static double p99(List<double[]> rounds) {
		double[] millis = rounds.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
		return millis[(int) (millis.length * 0.99)];
	}

	/** A round with a hundred more. */
	private double[] with(boolean stuck) throws InterruptedException {
		List<Reader> others = new ArrayList<>();
		List<RawConnection> deaf = new ArrayList<>();
		try {
			for (int i = 0; i < STUCK; i++) {
				if (stuck) {
					deaf.add(new RawConnection(this.application, 4096).handshake("bob")
						.sendFrame("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,0\n\n\0")
						.sendFrame("SUBSCRIBE\nid:s1\ndestination:/spaces/todo/stuck\nclient-id:deaf-" + i
								+ "\nschema-version:1\n\n\0"));
				}
				else {
					others.add(new Reader(this.http, this.application, READING + i));
				}
			}
			awaitSubscriptions(READING + STUCK);
			return measure();
		}
		finally {
			others.forEach(Reader::close);
			deaf.forEach(RawConnection::close);
			awaitSubscriptions(READING);
		}
	}

	/**
	 * Push, and see how long it takes until each reader knows.
	 * @return milliseconds, one for each message and reader
	 */
	private double[] measure() throws InterruptedException {
		long first = this.pushed + 1;
		for (int i = 0; i < MESSAGES; i++) {
			this.pushed++;
			for (Reader reader : this.readers) {
				reader.sentAt.set((int) (this.pushed % Reader.KEPT), System.nanoTime());
			}
			this.application.post("alice", "/synced-store/todo/stuck/push",
					TestApplication.pushBody("pusher", "\"alice\"", SyncLoopTests.mutation(this.pushed, "addTodo",
							"{\"id\":\"t\",\"text\":\"<" + this.pushed + ">" + "x".repeat(2_000) + "\"}")));
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		long last = this.pushed;
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.readers.stream().allMatch((reader) -> reader.latest >= last));
		double[] millis = this.readers.stream().flatMapToDouble((reader) -> reader.latencies(first, last)).toArray();
		assertThat(millis.length).as("messages that came one by one").isGreaterThan(READING * MESSAGES / 4);
		return millis;
	}

	private void awaitSubscriptions(int count) {
		PokeHub hub = this.application.context().getBean(PokeHub.class);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> hub.subscriptions() == count);
	}

	/**
	 * A session that notes when each push comes.
	 */
	private static final class Reader implements WebSocket.Listener {

		private static final int KEPT = 2_000;

		private final AtomicLongArray sentAt = new AtomicLongArray(KEPT);

		private final AtomicLongArray tookNanos = new AtomicLongArray(KEPT);

		private final AtomicIntegerArray came = new AtomicIntegerArray(KEPT);

		private final StringBuilder partial = new StringBuilder();

		private final WebSocket socket;

		private volatile long latest;

		private volatile boolean closed;

		Reader(HttpClient http, TestApplication application, int number) {
			this.socket = http.newWebSocketBuilder()
				.subprotocols("v12.stomp")
				.header("Authorization", TestApplication.basic("bob"))
				.buildAsync(application.pokeUri(), this)
				.join();
			this.socket.sendText("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,0\n\n\0", true).join();
			this.socket
				.sendText("SUBSCRIBE\nid:s1\ndestination:/spaces/todo/stuck\nclient-id:reader-" + number
						+ "\nschema-version:1\n\n\0", true)
				.join();
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.partial.append(data);
			if (last) {
				int start = this.partial.indexOf("<");
				if (start >= 0) {
					came(Long.parseLong(this.partial.substring(start + 1, this.partial.indexOf(">", start))));
				}
				this.partial.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

		private void came(long number) {
			int index = (int) (number % KEPT);
			this.tookNanos.set(index, System.nanoTime() - this.sentAt.get(index));
			this.came.set(index, (int) number);
			this.latest = number;
		}

		java.util.stream.DoubleStream latencies(long first, long last) {
			return java.util.stream.LongStream.rangeClosed(first, last)
				.filter((number) -> this.came.get((int) (number % KEPT)) == number)
				.mapToDouble((number) -> this.tookNanos.get((int) (number % KEPT)) / 1e6);
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			this.closed = true;
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			this.closed = true;
		}

		void close() {
			this.socket.abort();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(AnybodysApplication.class)
	static class WithSmallBuffers {

		/** So that a client that stops reading is felt at once, not after megabytes. */
		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
			return (factory) -> factory
				.addConnectorCustomizers((connector) -> connector.setProperty("socket.txBufSize", "8192"));
		}

	}

}

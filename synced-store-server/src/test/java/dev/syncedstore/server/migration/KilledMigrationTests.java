package dev.syncedstore.server.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSchema;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that migrates a large space in the background, and small ones at once, is
 * killed again and again, as by {@code kill -9}, and started again, while clients try to
 * push what they have made before. <pre class="code">
 * ./mvnw -pl synced-store-server -am test -Dtest=KilledMigrationTests -Dsurefire.failIfNoSpecifiedTests=false \\
 *     -Dmigration.kills=100 -Dmigration.seed=7
 * </pre>
 */
@Tag("one-jdk")
class KilledMigrationTests {

	private static final int KILLS = Integer.getInteger("migration.kills", 3);

	private static final long SEED = Long.getLong("migration.seed", 1);

	private static final int LARGE = 2_000;

	private static final int SMALL = 400;

	/** So many of each of them are under way when a server starts. */
	private static final int SMALL_AT_ONCE = 2;

	private static final int PUSHED = 3;

	private final SplittableRandom random = new SplittableRandom(SEED);

	/** The last mutation of each client that is known to be processed. */
	private final Map<String, Long> confirmed = new ConcurrentHashMap<>();

	private final Map<String, Integer> lines = new HashMap<>();

	private PostgresLog postgres;

	@BeforeEach
	void start() {
		this.postgres = PostgresLog.create();
	}

	@AfterEach
	void stop() {
		this.postgres.close();
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void everyEntryIsMigratedOnceAndEveryPushIsAcceptedOnceWhateverIsKilled() throws Exception {
		int cut = 0;
		String large = fill("large-0", LARGE);
		for (int kill = 0; kill < KILLS; kill++) {
			if (schema(large).equals(SpaceSchema.of(2))) {
				large = fill("large-" + kill, LARGE);
			}
			for (int i = 0; i < SMALL_AT_ONCE; i++) {
				fill("small-" + kill + "-" + i, SMALL);
			}
			cut += runAndKill(large, kill % 2 == 0) ? 1 : 0;
		}
		try (Server last = new Server()) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> {
				push(last);
				return this.lines.keySet().stream().allMatch(this::isDone);
			});
		}
		this.lines.forEach(this::check);
		System.out.println("Migrations, seed " + SEED + ": killed " + KILLS + " servers, " + cut
				+ " of them in the middle of a migration");
		assertThat(cut).as("some are killed in the middle").isPositive();
	}

	/**
	 * Start a server, and kill it after some step of the large space, or at some moment
	 * after the first request.
	 * @return whether the large space is on its way
	 */
	private boolean runAndKill(String large, boolean atAStep) throws IOException, InterruptedException {
		try (Server server = new Server()) {
			push(server);
			if (atAStep) {
				long from = head(large).version();
				long step = 1 + this.random.nextInt(LARGE / RollServer.STEP / 3);
				Awaitility.await()
					.pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofMillis(1))
					.until(() -> head(large).version() >= from + step || schema(large).equals(SpaceSchema.of(2)));
			}
			else {
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(this.random.nextInt(150_000)));
			}
			server.kill();
		}
		return schema(large).migration() != null;
	}

	/** A space as the first version has left it. */
	private String fill(String instance, int count) {
		this.lines.put(instance, count);
		this.confirmed.put(instance, 0L);
		try (ListNode old = new ListNode(this.postgres.log(), List.of(new Rolls.First()), (builder) -> builder)) {
			for (int from = 0; from < count; from += SMALL) {
				old.push(space(instance), "filler",
						ListNode.first(1 + from / SMALL, "fill", "{\"from\":" + from + ",\"count\":" + SMALL + "}"));
			}
		}
		return instance;
	}

	/** What a client does that has no answer: the same again. */
	private void push(Server server) {
		this.confirmed.forEach((instance, last) -> {
			if (last < PUSHED) {
				server.send(instance + " " + (last + 1) + " " + PUSHED);
			}
		});
	}

	private boolean isDone(String instance) {
		return this.confirmed.getOrDefault(instance, 0L) == PUSHED && schema(instance).equals(SpaceSchema.of(2));
	}

	/** What was done twice would show. */
	private void check(String instance, int count) {
		Map<String, String> entries = new HashMap<>();
		this.postgres.sql()
			.sql("SELECT e.key, e.value FROM synced_store.entry e JOIN synced_store.space s ON s.id = e.space_id "
					+ "WHERE s.instance_id = ? AND e.value IS NOT NULL")
			.param(instance)
			.query((row) -> {
				entries.put(row.getString(1), row.getString(2));
			});
		assertThat(entries).as(instance)
			.hasSize(count + 1)
			.containsEntry("counts/total", "{\"counted\":" + PUSHED + "}");
		for (int i = 0; i < count; i++) {
			assertThat(entries).containsEntry("lines/l" + i, "{\"text\":\"line " + i + "!\",\"seen\":1}");
		}
	}

	private SpaceSchema schema(String instance) {
		return head(instance).schema();
	}

	private SpaceHead head(String instance) {
		SpaceId space = space(instance);
		return this.postgres.log().heads(List.of(space)).get(space);
	}

	private static SpaceId space(String instance) {
		return new SpaceId(Rolls.TYPE, instance);
	}

	/**
	 * A server process, and the line to it.
	 */
	private final class Server implements AutoCloseable {

		private final Process process;

		private final PrintStream in;

		private final Thread reader;

		Server() throws IOException {
			TestDatabase database = KilledMigrationTests.this.postgres.database();
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
					RollServer.class.getName(), database.jdbcUrl(), database.username(), database.password())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			this.in = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
			BufferedReader out = new BufferedReader(
					new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
			String line = out.readLine();
			while (line != null && !line.equals(RollServer.READY)) {
				line = out.readLine();
			}
			assertThat(line).as("it has started").isEqualTo(RollServer.READY);
			this.reader = new Thread(() -> out.lines().forEach(this::answered), "answers");
			this.reader.setDaemon(true);
			this.reader.start();
		}

		void send(String request) {
			this.in.println(request);
		}

		private void answered(String line) {
			String[] answer = line.split(" ");
			if (answer.length == 2 && answer[1].matches("[0-9]+")) {
				KilledMigrationTests.this.confirmed.merge(answer[0], Long.valueOf(answer[1]), Math::max);
			}
		}

		/** As {@code kill -9} does; what it has written before is still read. */
		void kill() throws InterruptedException {
			this.process.toHandle().destroyForcibly();
			this.process.waitFor();
			this.reader.join();
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
		}

	}

}

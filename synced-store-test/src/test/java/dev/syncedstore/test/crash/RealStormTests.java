package dev.syncedstore.test.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.syncedstore.test.audit.Event;
import dev.syncedstore.test.audit.HistoryAudit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes, their PostgreSQL and four clients, each in a process of its own, with lines
 * between them that are cut or fall silent. Clients and servers are killed, clients come
 * back with their files, without, or with old ones. Some time after everything is healed
 * all have to agree, and what the clients have told is judged. A seed decides what
 * happens, but not how fast the processes are. <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Dtest=RealStormTests -Dsurefire.failIfNoSpecifiedTests=false \\
 *     -Dreal-storm.rounds=100 -Dreal-storm.seed=7 -Dsimulation.timeout=86400
 * </pre>
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
@Tag("one-jdk")
class RealStormTests {

	private static final long SEED = Long.getLong("real-storm.seed", 1);

	private static final int ROUNDS = Integer.getInteger("real-storm.rounds", 1);

	/** Whatever was broken: when it is healed, this is enough. */
	private static final Duration HEALING = Duration.ofSeconds(20);

	private static final int LONGEST_PAUSE_MILLIS = 900;

	private static final int LONGEST_OUTAGE_MILLIS = 2_500;

	/** Journals are long. */
	private static final int LONGEST_FINDING = 200;

	private final SplittableRandom random = new SplittableRandom(SEED);

	private final RecordedHistory history = new RecordedHistory();

	private final Map<Blow, Integer> blows = new EnumMap<>(Blow.class);

	private final List<ClientProcess> clients = new ArrayList<>();

	@TempDir
	private Path folder;

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void allAgreeSoonAfterEverythingIsHealed() throws Exception {
		long longest = 0;
		try (RealStand stand = RealStand.start(this.folder)) {
			for (String name : List.of("alice", "phone", "bob", "carol")) {
				Path files = Files.createDirectory(this.folder.resolve(name));
				this.clients.add(new ClientProcess(name, name.equals("phone") ? "alice" : name, files,
						stand.line(this.random.nextInt(2)), this.history, this.random.split()));
			}
			for (ClientProcess client : this.clients) {
				client.start();
			}
			this.clients.forEach(ClientProcess::awaitReady);
			for (int round = 0; round < ROUNDS; round++) {
				for (Blow blow : plan()) {
					strike(blow, stand);
					this.blows.merge(blow, 1, Integer::sum);
					pause(LONGEST_PAUSE_MILLIS);
				}
				longest = Math.max(longest, awaitAgreement(stand));
				if (round < ROUNDS - 1) {
					this.clients.forEach((client) -> client.pause(false));
				}
			}
			judge(stand);
		}
		finally {
			this.clients.forEach(ClientProcess::close);
		}
		System.out.println("Real storm, seed " + SEED + ": " + this.blows + ", " + this.history.count(Event.Made.class)
				+ " mutations made, " + this.history.count(Event.Seen.class) + " sights; agreed at most " + longest
				+ " ms after healing");
		assertThat(this.history.count(Event.Confirmed.class)).isGreaterThan(20L * ROUNDS);
		assertThat(this.history.count(Event.Rejected.class)).isGreaterThan(ROUNDS);
		assertThat(this.clients.stream().mapToInt(ClientProcess::restored).sum()).as("old files").isPositive();
	}

	/** Each kind once, some twice, in any order. */
	private List<Blow> plan() {
		List<Blow> plan = new ArrayList<>(List.of(Blow.values()));
		plan.addAll(List.of(Blow.CLIENT_KEPT, Blow.CLIENT_OLD, Blow.LINE_SILENT));
		for (int i = plan.size() - 1; i > 0; i--) {
			int other = this.random.nextInt(i + 1);
			plan.set(i, plan.set(other, plan.get(i)));
		}
		return plan;
	}

	private void strike(Blow blow, RealStand stand) throws Exception {
		ClientProcess client = this.clients.get(this.random.nextInt(this.clients.size()));
		switch (blow) {
			case CLIENT_KEPT -> restart(client, ClientProcess.Fate.KEPT);
			case CLIENT_OLD -> {
				restart(client, ClientProcess.Fate.KEPT);
				client.awaitReady();
				pause(LONGEST_OUTAGE_MILLIS);
				restart(client, ClientProcess.Fate.OLD);
			}
			case CLIENT_LOST -> restart(client, ClientProcess.Fate.LOST);
			case SERVER -> {
				int node = this.random.nextInt(2);
				stand.server(node).kill();
				// A load balancer would lead some of its clients to the other one.
				client.line().leadTo(stand.port(1 - node));
				stand.server(node).start();
				stand.server(node).awaitReady();
			}
			case POSTGRES -> {
				stand.postgres().kill(this.random.nextBoolean());
				pause(LONGEST_OUTAGE_MILLIS / 2);
				stand.postgres().start();
			}
			case LINE_CUT -> interrupt(client.line(), true);
			case LINE_SILENT -> interrupt(client.line(), false);
			case DATABASE_LINE -> interrupt(stand.databaseLine(this.random.nextInt(2)), this.random.nextBoolean());
			case OTHER_NODE -> client.line().leadTo(stand.port(this.random.nextInt(2)));
		}
	}

	private static void restart(ClientProcess client, ClientProcess.Fate fate) throws Exception {
		client.kill(fate);
		client.start();
	}

	private void interrupt(CuttingProxy line, boolean cut) {
		if (cut) {
			line.cut();
		}
		else {
			line.fallSilent();
		}
		pause(LONGEST_OUTAGE_MILLIS);
		line.mend(this.random.nextBoolean());
	}

	private void pause(int longestMillis) {
		LockSupport.parkNanos(Duration.ofMillis(this.random.nextInt(longestMillis)).toNanos());
	}

	/**
	 * Have nothing more made, and wait until all have everything.
	 * @return how long it took
	 */
	private long awaitAgreement(RealStand stand) {
		this.clients.forEach(ClientProcess::awaitReady);
		this.clients.forEach((client) -> client.pause(true));
		this.clients.forEach(ClientProcess::awaitStill);
		long healed = System.nanoTime();
		try {
			Awaitility.await().atMost(HEALING).until(() -> {
				String checkpoint = stand.checkpoint();
				return this.clients.stream().allMatch((client) -> client.isAt(checkpoint));
			});
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("-Dreal-storm.seed=" + SEED + ": not all agree with the server, which is at "
					+ stand.checkpoint() + ", " + HEALING + " after healing: " + this.clients + "\n" + stand.describe(),
					ex);
		}
		return Duration.ofNanos(System.nanoTime() - healed).toMillis();
	}

	private void judge(RealStand stand) throws Exception {
		Map<String, String> users = new HashMap<>();
		this.clients.forEach((client) -> users.put(client.name(), client.user()));
		List<String> findings = HistoryAudit.findings(users, this.history.events(), stand.sight());
		if (!findings.isEmpty()) {
			Path record = Path.of("target", "real-storm-" + SEED + ".txt");
			this.history.write(record);
			throw new AssertionError("-Dreal-storm.seed=" + SEED + ", history in " + record.toAbsolutePath() + "\n"
					+ findings.stream()
						.map((finding) -> finding.substring(0, Math.min(LONGEST_FINDING, finding.length())))
						.distinct()
						.limit(10)
						.collect(Collectors.joining("\n")));
		}
	}

	/** What can happen. */
	private enum Blow {

		/** A client is killed, and comes back with its files. */
		CLIENT_KEPT,

		/** A client is killed, and comes back with old files, if there are any. */
		CLIENT_OLD,

		/** A client is killed, and comes back without files. */
		CLIENT_LOST,

		/** A node is killed and started again. */
		SERVER,

		/** The database is killed and started again. */
		POSTGRES,

		/** A client's line is cut for a while. */
		LINE_CUT,

		/** A client's line falls silent for a while. */
		LINE_SILENT,

		/** A node can't reach the database for a while. */
		DATABASE_LINE,

		/** A client is led to another node. */
		OTHER_NODE

	}

}

package dev.syncedstore.test.simulation;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.transport.FaultCounts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the simulation demands, of the real thing: an application with the starter's
 * auto-configuration on two nodes, HTTP, STOMP over WebSocket and PostgreSQL. The
 * clients' steps are taken on the thread of the test, so that each can be checked; the
 * server has its own threads. So a seed decides what users do and which messages get
 * lost, but not how fast the others are. <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Dtest=RealStackConvergenceTests \\
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.real.seed=7 -Dsimulation.real.seeds=1 -Dsimulation.real.notify=poll
 * </pre>
 */
class RealStackConvergenceTests {

	private static final long FIRST_SEED = Long.getLong("simulation.real.seed", 1);

	private static final int SEEDS = Integer.getInteger("simulation.real.seeds", 10);

	private static final Map<Fault, Long> FAULTS = new EnumMap<>(Fault.class);

	private static final String NOTIFY = System.getProperty("simulation.real.notify", "listen");

	private static final List<ConfigurableApplicationContext> NODES = new ArrayList<>();

	private static RealStackApplication.Histories histories;

	@BeforeAll
	static void start() {
		TestDatabase database = TestDatabase.create();
		for (int node = 1; node <= 2; node++) {
			SpringApplication starting = new SpringApplicationBuilder(RealStackApplication.class)
				.web(WebApplicationType.SERVLET)
				.properties(database.properties())
				.properties("server.port=0", "spring.jpa.open-in-view=false", "synced-store.notify=" + NOTIFY)
				.build();
			NODES.add(starting.run());
		}
		histories = NODES.get(0).getBean(RealStackApplication.Histories.class);
	}

	@AfterAll
	static void stopAndReport() {
		NODES.forEach(ConfigurableApplicationContext::close);
		System.out.println("Real stack: " + SEEDS + " seeds, " + FAULTS + ", the database was away "
				+ histories.faults() + " times");
		if (SEEDS >= 10) {
			assertThat(FAULTS).containsKeys(Fault.ANSWER_LOST, Fault.REQUEST_DROPPED, Fault.REQUEST_REPEATED,
					Fault.DISCONNECTED, Fault.POKE_REPEATED, Fault.DELAYED);
			assertThat(FAULTS.values()).allMatch((times) -> times >= SEEDS);
			assertThat(histories.faults()).isGreaterThan(SEEDS);
		}
	}

	static LongStream seeds() {
		return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void everybodyEndsWithTheSame(long seed) {
		List<URI> servers = NODES.stream()
			.map((node) -> URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port")))
			.toList();
		FaultCounts counts = new RealStackRun(seed, servers, NODES.get(0).getBean(VersionLog.class), histories).run();
		for (Fault fault : Fault.values()) {
			if (counts.of(fault) > 0) {
				FAULTS.merge(fault, counts.of(fault), Long::sum);
			}
		}
	}

}

package dev.syncedstore.test.crash;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.engine.DatabaseExecutor;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.JpaVersionLog;
import dev.syncedstore.server.log.LogMigration;
import dev.syncedstore.test.crash.CommitProxy.Fate;
import dev.syncedstore.test.crash.CommitProxy.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An engine whose connections to PostgreSQL are cut while it commits: before COMMIT has
 * arrived, after it has been done, and so that nobody can know, even with the COMMIT
 * arriving when the engine is already at its next attempt. <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Dtest=UnknownOutcomeTests \\
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dcrash.cuts=5000 -Dcrash.seed=7
 * </pre>
 */
class UnknownOutcomeTests {

	private static final long SEED = Long.getLong("crash.seed", 1);

	private static final int CUTS = Integer.getInteger("crash.cuts", 120);

	private static final int SPACES = 3;

	private static final int CLIENTS = 4;

	/** One of so many moments is fateful. */
	private static final int RARITY = 6;

	private final Map<SpaceId, List<CommittedBatch>> told = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> cuts = new ConcurrentHashMap<>();

	private final AtomicInteger totalCuts = new AtomicInteger();

	private final SplittableRandom random = new SplittableRandom(SEED);

	private final SplittableRandom chance = this.random.split();

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void whateverBecameOfACommitEachMutationHappensOnceAndIsToldOnce() throws Exception {
		TestDatabase database = TestDatabase.create();
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		try (CommitProxy proxy = new CommitProxy(port(database));
				HikariDataSource dataSource = pool(database, proxy);
				DatabaseExecutor threads = new DatabaseExecutor(4);
				SyncEngine engine = engine(dataSource, factory, threads)) {
			proxy.watch(this::decide);
			Map<SpaceId, List<Written>> written = work(engine);
			proxy.watch((moment) -> Fate.PASS);
			LedgerAudit audit = new LedgerAudit(JdbcClient.create(database.dataSource()));
			for (Map.Entry<SpaceId, List<Written>> space : written.entrySet()) {
				// Listeners hear with the next commit of one that seemed to fail.
				write(engine, space.getKey(), "last", 1);
				audit.checkWritten(space.getKey(), space.getValue());
				checkTold(space.getKey(), audit.space(space.getKey()).version());
			}
			System.out
				.println("Unknown outcomes, seed " + SEED + ": " + this.cuts + " in " + proxy.commits() + " commits");
			for (Moment moment : Moment.values()) {
				assertThat(this.cuts.keySet()).anyMatch((cut) -> cut.startsWith(moment.name()));
			}
		}
		finally {
			factory.destroy();
		}
	}

	private Map<SpaceId, List<Written>> work(SyncEngine engine) throws Exception {
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2 + CUTS / 500);
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			Map<Future<Written>, SpaceId> running = new LinkedHashMap<>();
			for (int number = 1; number <= SPACES; number++) {
				SpaceId space = new SpaceId(Ledger.STORE_TYPE, "cut-" + number);
				for (int client = 1; client <= CLIENTS; client++) {
					running.put(threads.submit(new PushingClient(engine.pushService(), space, "client-" + client,
							this.random.split(), () -> goesOn(deadline))), space);
				}
				running.put(threads.submit(() -> writeInServerCode(engine, space, deadline)), space);
			}
			Map<SpaceId, List<Written>> written = new LinkedHashMap<>();
			for (Map.Entry<Future<Written>, SpaceId> task : running.entrySet()) {
				written.computeIfAbsent(task.getValue(), (space) -> new ArrayList<>())
					.add(task.getKey().get(1, TimeUnit.HOURS));
			}
			return written;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private boolean goesOn(long deadline) {
		assertThat(System.nanoTime()).as("deadline, at " + this.totalCuts + " cuts").isLessThan(deadline);
		return this.totalCuts.get() < CUTS;
	}

	/** Server code tries nothing again: what it is told is final. */
	private Written writeInServerCode(SyncEngine engine, SpaceId space, long deadline) throws Exception {
		Set<Long> confirmed = new HashSet<>();
		long number = 0;
		while (goesOn(deadline)) {
			LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
			number++;
			try {
				write(engine, space, "server", number);
				confirmed.add(number);
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasCauseInstanceOf(StoreUnavailableException.class);
			}
		}
		return new Written("server", confirmed, number);
	}

	private static void write(SyncEngine engine, SpaceId space, String writer, long number) throws Exception {
		engine.syncedStores()
			.mutate(space, Ledger::write, new Ledger.Write(writer, number, false), Actor.system())
			.get(1, TimeUnit.MINUTES);
	}

	private synchronized Fate decide(Moment moment) {
		if (this.chance.nextInt(RARITY) != 0) {
			return Fate.PASS;
		}
		Fate fate = Fate.CUT;
		if (moment == Moment.BEFORE_COMMIT) {
			fate = Fate.values()[1 + this.chance.nextInt(Fate.values().length - 1)];
		}
		this.cuts.computeIfAbsent(moment + " " + fate, (key) -> new AtomicInteger()).incrementAndGet();
		this.totalCuts.incrementAndGet();
		return fate;
	}

	/** Listeners were told of each version once, in order, whatever it was told by. */
	private void checkTold(SpaceId space, long last) {
		long version = 0;
		for (CommittedBatch batch : this.told.get(space)) {
			assertThat(batch.minVersion()).as("told of %s after version %s", space, version).isEqualTo(version + 1);
			version = batch.head().version();
		}
		assertThat(version).as("last told of %s", space).isEqualTo(last);
	}

	private SyncEngine engine(HikariDataSource dataSource, LocalContainerEntityManagerFactoryBean factory,
			DatabaseExecutor threads) {
		new LogMigration(dataSource, "synced_store", true).run();
		factory.setDataSource(dataSource);
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setManagedTypes(PersistenceManagedTypes.of());
		factory.afterPropertiesSet();
		JpaTransactionManager transactionManager = new JpaTransactionManager(
				Objects.requireNonNull(factory.getObject()));
		JacksonValueCodecs codecs = JacksonValueCodecs.create();
		return SyncEngine
			.builder(new JpaVersionLog(factory.getObject(), transactionManager, "synced_store"),
					MutatorCatalog.of(List.of(new Ledger(false)), codecs), codecs)
			.executor(threads)
			.commitListener((batch) -> this.told
				.computeIfAbsent(batch.space(), (space) -> Collections.synchronizedList(new ArrayList<>()))
				.add(batch))
			.build();
	}

	private static HikariDataSource pool(TestDatabase database, CommitProxy proxy) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.jdbcUrl().replaceFirst(":\\d+/", ":" + proxy.port() + "/") + "?sslmode=disable");
		config.setUsername(database.username());
		config.setPassword(database.password());
		config.setMaximumPoolSize(8);
		return new HikariDataSource(config);
	}

	private static int port(TestDatabase database) {
		return URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
	}

}

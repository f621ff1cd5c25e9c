package dev.syncedstore.server.nodes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.poke.HeadsLog;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes over PostgreSQL's channel.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotificationsTests {

	private static final String CHANNEL = "synced_store";

	private static final SpaceId SPACE = new SpaceId("todo", "main");

	private final TestDatabase database = TestDatabase.create();

	private final DataSource dataSource = this.database.dataSource();

	private final HeadsLog log = new HeadsLog();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private final AtomicBoolean unreachable = new AtomicBoolean();

	private Connection ears;

	private NodeNews news;

	@BeforeEach
	void listen() throws SQLException {
		this.ears = this.dataSource.getConnection();
		try (Statement statement = this.ears.createStatement()) {
			statement.execute("LISTEN " + CHANNEL);
		}
	}

	@AfterEach
	void stop() throws SQLException {
		if (this.news != null) {
			this.news.close();
		}
		this.ears.close();
	}

	@Test
	void thousandsOfCommitsTakeFewNotifications() throws SQLException {
		start(this::open);
		for (int version = 1; version <= 20_000; version++) {
			this.news.committed(commit(SPACE, version));
		}
		List<News> heard = awaitNews(new News.Changed(SPACE, "epoch", 20_000));
		assertThat(heard).hasSizeLessThan(500).allMatch((piece) -> ((News.Changed) piece).space().equals(SPACE));
		assertThat(this.sent.get()).isLessThan(500);
	}

	@Test
	void manySpacesShareNotifications() throws SQLException {
		start(this::open);
		for (int i = 1; i <= 3_000; i++) {
			this.news.committed(commit(new SpaceId("todo", "a-rather-long-name-of-a-space-" + i), 1_000_000_000L + i));
		}
		List<News> heard = awaitNews(
				new News.Changed(new SpaceId("todo", "a-rather-long-name-of-a-space-3000"), "epoch", 1_000_003_000L));
		assertThat(heard).hasSize(3_000);
		assertThat(this.sent.get()).isLessThan(300);
	}

	@Test
	void aLonelyCommitIsTold() throws SQLException {
		start(this::open);
		this.news.committed(commit(SPACE, 7));
		assertThat(awaitNews(new News.Changed(SPACE, "epoch", 7))).hasSize(1);
	}

	@Test
	void whatCouldNotBeSentIsSentLater() throws SQLException {
		this.unreachable.set(true);
		start(this::open);
		this.news.committed(commit(SPACE, 7));
		this.news.committed(commit(SPACE, 8));
		Awaitility.await().until(() -> this.lost.get() > 0);
		assertThat(this.news.isListening()).isFalse();
		this.unreachable.set(false);
		assertThat(awaitNews(new News.Changed(SPACE, "epoch", 8))).hasSize(1);
		Awaitility.await().until(this.news::isListening);
	}

	@Test
	void whatWaitsAtTheEndIsSent() throws SQLException {
		start(this::open);
		Awaitility.await().until(this.news::isListening);
		this.news.committed(commit(SPACE, 9));
		this.news.close();
		awaitNews(new News.Changed(SPACE, "epoch", 9));
		assertThat(connections()).isZero();
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.doesNotContain("synced-store-listen", "synced-store-notify");
	}

	@Test
	void aNodeWhoseConnectionHearsNothingSaysWhatToDo(CapturedOutput output) throws SQLException {
		// As with a pooler that hands out sessions by the transaction: the one that
		// listens is another one.
		AtomicInteger opened = new AtomicInteger();
		TestDatabase elsewhere = TestDatabase.create();
		start(() -> (opened.getAndIncrement() == 0) ? elsewhere.dataSource().getConnection() : open());
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(output).contains("hears nothing", "@SyncedStoreListener", "synced-store.notify"));
		assertThat(this.news.isListening()).isFalse();
	}

	@Test
	void aConnectionThatDiesSilentlyIsReplaced() throws SQLException {
		start(this::open);
		Awaitility.await().until(this.news::isListening);
		execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'synced-store-listen' "
				+ "AND datname = current_database()");
		Awaitility.await().until(() -> this.lost.get() > 0 && this.news.isListening());
		execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'synced-store-notify' "
				+ "AND datname = current_database()");
		this.news.committed(commit(SPACE, 3));
		awaitNews(new News.Changed(SPACE, "epoch", 3));
	}

	private void start(NewsConnections connections) {
		PokeHub hub = new PokeHub(new PokeParts(this.log, Set.of("todo"),
				AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED), new WireCodec()::writeDelta,
				Runnable::run, Runnable::run, Clock.systemUTC(), PokeObserver.NONE));
		this.news = NodeNews.listening(new NewsParts(hub, connections, CHANNEL, "node-1", new NewsObserver() {

			@Override
			public void sent(int news) {
				NotificationsTests.this.sent.incrementAndGet();
			}

			@Override
			public void lost() {
				NotificationsTests.this.lost.incrementAndGet();
			}

		}), 300);
		this.news.start();
	}

	private Connection open() throws SQLException {
		if (this.unreachable.get()) {
			throw new SQLException("The database is away");
		}
		return this.dataSource.getConnection();
	}

	private List<News> awaitNews(News last) throws SQLException {
		List<News> heard = new java.util.ArrayList<>();
		PGConnection listening = this.ears.unwrap(PGConnection.class);
		Awaitility.await().until(() -> {
			PGNotification[] notifications = listening.getNotifications(100);
			Stream.of((notifications != null) ? notifications : new PGNotification[0])
				.map((notification) -> NewsPayloads.read(notification.getParameter()))
				.forEach((payload) -> heard.addAll(payload.news()));
			return heard.contains(last);
		});
		return heard;
	}

	private int connections() {
		try (Statement statement = this.ears.createStatement();
				var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE "
						+ "'synced-store-%' AND datname = current_database()")) {
			rows.next();
			return rows.getInt(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.ears.createStatement()) {
			statement.execute(sql);
		}
	}

	private static CommittedBatch commit(SpaceId space, long version) {
		return new CommittedBatch(space, HeadsLog.headAt(version), version, List.of(), Map.of(), List.of());
	}

}

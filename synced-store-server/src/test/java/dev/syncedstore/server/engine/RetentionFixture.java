package dev.syncedstore.server.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.RetentionStep;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.poke.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.awaitility.Awaitility.await;

/**
 * A node whose clock is moved on, and what is left in its database.
 */
abstract class RetentionFixture {

	static final RetentionRules RULES = rules(1_000);

	final ManualClock clock = new ManualClock();

	final SpaceId space = EngineFixture.newSpace();

	PostgresLog postgres;

	VersionLog log;

	EngineFixture engine;

	@BeforeEach
	void start() {
		this.postgres = PostgresLog.create();
		this.log = this.postgres.log(this.clock);
		this.engine = node();
	}

	@AfterEach
	void stop() {
		this.engine.close();
		this.postgres.close();
	}

	EngineFixture node() {
		return EngineFixture.over(this.log, (builder) -> builder.clock(this.clock).retention(RULES));
	}

	void days(int days) {
		this.clock.advance(Duration.ofDays(days));
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	RetentionStep step(RetentionRules rules) {
		return this.log.retain(rules, this.clock.instant());
	}

	void retain() {
		await().until(() -> {
			while (step(RULES) == RetentionStep.MORE) {
				// There is more.
			}
			return this.postgres.sql()
				.sql("SELECT task FROM synced_store.retention")
				.query(Integer.class)
				.single() == 3;
		});
	}

	static RetentionRules rules(int rowsPerStep) {
		return new RetentionRules(Duration.ofDays(7), Duration.ofDays(7), Duration.ofDays(90), rowsPerStep);
	}

	long traces() {
		return this.postgres.sql()
			.sql("SELECT count(*) FROM synced_store.entry WHERE value IS NULL")
			.query(Long.class)
			.single();
	}

	long rows(String table) {
		return this.postgres.sql().sql("SELECT count(*) FROM synced_store." + table).query(Long.class).single();
	}

	long horizon() {
		return this.postgres.sql()
			.sql("SELECT horizon FROM synced_store.space WHERE instance_id = ?")
			.param(this.space.instanceId())
			.query(Long.class)
			.single();
	}

	Instant seen(String clientId) {
		return this.postgres.sql()
			.sql("SELECT last_seen_at FROM synced_store.client WHERE client_id = ?")
			.param(clientId)
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
	}

	List<String> partitions() {
		return this.postgres.sql()
			.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'synced_store' AND tablename LIKE 'commit_log_%'")
			.query(String.class)
			.list();
	}

	/**
	 * What a client has.
	 */
	final class Copy {

		private final String clientId;

		final Map<String, String> entries = new TreeMap<>();

		private PullResponse last;

		boolean wasReset;

		Copy(String clientId) {
			this.clientId = clientId;
		}

		void pull() {
			this.last = RetentionFixture.this.engine.pull(RetentionFixture.this.space, "bob", (this.last != null)
					? EngineFixture.pullAfter(this.last, this.clientId) : EngineFixture.firstPull(this.clientId));
			this.wasReset = this.last.reset();
			if (this.wasReset) {
				this.entries.clear();
			}
			for (Patch patch : this.last.delta().patches()) {
				if (patch.value() == null) {
					this.entries.remove(patch.key());
				}
				else {
					this.entries.put(patch.key(), patch.value().json());
				}
			}
		}

	}

}

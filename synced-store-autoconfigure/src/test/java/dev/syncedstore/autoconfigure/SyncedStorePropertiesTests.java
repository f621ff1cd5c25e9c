package dev.syncedstore.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.PushLimits;
import dev.syncedstore.server.Quotas;
import dev.syncedstore.server.StoreQuota;
import dev.syncedstore.server.action.run.ActionSettings;
import dev.syncedstore.server.poke.stomp.ConnectionLimits;
import dev.syncedstore.server.web.RequestLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SyncedStorePropertiesTests {

	@Test
	void thereAreDefaultsForEverything() {
		SyncedStoreProperties properties = bind(Map.of());
		assertThat(properties.enabled()).isTrue();
		assertThat(properties.basePath()).isEqualTo("/synced-store");
		assertThat(properties.allowedOrigins()).isEmpty();
		assertThat(properties.schema()).isEqualTo("synced_store");
		assertThat(properties.migrate()).isTrue();
		assertThat(properties.maxRequestSize()).isEqualTo(DataSize.ofMegabytes(2));
		assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(properties.notifyMode()).isEqualTo(NotifyMode.LISTEN);
		assertThat(properties.access().recheck()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void everythingCanBeSet() {
		SyncedStoreProperties properties = bind(Map.of("synced-store.enabled", "false", "synced-store.base-path",
				"/api/sync", "synced-store.allowed-origins", "https://a.example,http://localhost:5173",
				"synced-store.schema", "lists", "synced-store.migrate", "false", "synced-store.max-request-size", "3MB",
				"synced-store.shutdown-timeout", "25s", "synced-store.notify", "poll", "synced-store.access.recheck",
				"250ms"));
		assertThat(properties.enabled()).isFalse();
		assertThat(properties.basePath()).isEqualTo("/api/sync");
		assertThat(properties.allowedOrigins()).containsExactlyInAnyOrder("https://a.example", "http://localhost:5173");
		assertThat(properties.schema()).isEqualTo("lists");
		assertThat(properties.migrate()).isFalse();
		assertThat(properties.maxRequestSize()).isEqualTo(DataSize.ofMegabytes(3));
		assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofSeconds(25));
		assertThat(properties.notifyMode()).isEqualTo(NotifyMode.POLL);
		assertThat(properties.access().recheck()).isEqualTo(Duration.ofMillis(250));
	}

	@Test
	void storeTypesMayHaveMembers() {
		assertThat(bind(Map.of()).membership().storeTypes()).isEmpty();
		assertThat(bind(Map.of("synced-store.membership.store-types", "todo,board")).membership().storeTypes())
			.containsExactlyInAnyOrder("todo", "board");
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("synced-store.membership.store-types", "Todo")))
			.havingRootCause()
			.withMessageContaining("give the types of your @Mutators");
	}

	@Test
	void actionsHaveSettings() {
		assertThat(bind(Map.of()).actions().settings(Duration.ofDays(30))).isEqualTo(ActionSettings.defaults());
		Map<String, String> properties = Map.of("synced-store.actions.timeout", "5s", "synced-store.actions.at-once",
				"7", "synced-store.actions.attempts", "3", "synced-store.actions.first-retry", "2s",
				"synced-store.actions.longest-retry", "1m");
		assertThat(bind(properties).actions().settings(Duration.ofDays(1))).isEqualTo(new ActionSettings(
				Duration.ofSeconds(5), 7, 3, Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofDays(1)));
	}

	@Test
	void thereAreDefaultsForEveryLimit() {
		LimitsProperties limits = bind(Map.of()).limits();
		assertThat(limits)
			.isEqualTo(new LimitsProperties(100, 1_000, 64, 100, 100, DataSize.ofMegabytes(2), 300, 1_000, 64, 10_000,
					Duration.ofSeconds(5), 100_000, DataSize.ofMegabytes(64), 100, 1_000, 100_000, 5_000, null));
		assertThat(limits.engineLimits()).isEqualTo(EngineLimits.defaults());
		assertThat(limits.pushLimits()).isEqualTo(PushLimits.defaults());
		assertThat(limits.connectionLimits()).isEqualTo(ConnectionLimits.defaults());
		assertThat(limits.requestLimits(DataSize.ofMegabytes(2))).isEqualTo(RequestLimits.defaults());
	}

	@Test
	void everyLimitCanBeSet() {
		Map<String, String> properties = new HashMap<>();
		List<String> names = List.of("connections-per-user", "subscriptions-per-user", "requests-per-user",
				"pushes-per-second", "pulls-per-second", "bytes-per-second", "mutations-per-push",
				"unacknowledged-mutations", "mutator-time", "mutator-entries", "mutator-size", "spaces-per-day",
				"clients-per-space", "queued-mutations", "waiting-pulls", "cache-size", "actions-per-minute");
		for (int i = 0; i < names.size(); i++) {
			properties.put("synced-store.limits." + names.get(i), String.valueOf(2_000 + i));
		}
		properties.put("synced-store.limits.json-depth", "63");
		LimitsProperties limits = bind(properties).limits();
		assertThat(limits).isEqualTo(new LimitsProperties(2_000, 2_001, 2_002, 2_003, 2_004, DataSize.ofBytes(2_005),
				2_016, 2_006, 63, 2_007, Duration.ofMillis(2_008), 2_009, DataSize.ofBytes(2_010), 2_011, 2_012, 2_013,
				2_014, DataSize.ofBytes(2_015)));
		assertThat(limits.engineLimits().queuedInTotal()).isEqualTo(2_013);
		assertThat(limits.engineLimits().waitingPulls()).isEqualTo(2_014);
		assertThat(limits.engineLimits().cacheBytes()).isEqualTo(2_015);
		assertThat(limits.engineLimits().unacknowledged()).isEqualTo(2_007);
		assertThat(limits.pushLimits())
			.isEqualTo(new PushLimits(2_006, 63, 2_011, 2_012, Duration.ofMillis(2_008), 2_009, 2_010));
		assertThat(limits.connectionLimits()).isEqualTo(new ConnectionLimits(2_000, 2_001));
		assertThat(limits.requestLimits(DataSize.ofKilobytes(1)))
			.isEqualTo(new RequestLimits(1_024, 2_002, 2_003, 2_004, 2_005, 2_016));
	}

	@Test
	void quotasAreForAllStoreTypesOrForOne() {
		assertThat(bind(Map.of()).quotas().quotas()).isEqualTo(Quotas.defaults());
		Quotas quotas = bind(Map.of("synced-store.quotas.entries-per-space", "5", "synced-store.quotas.size-per-space",
				"1KB", "synced-store.quotas.actions-per-minute", "6", "synced-store.quotas.parked-actions", "7",
				"synced-store.quotas.types.todo.entries-per-space", "0",
				"synced-store.quotas.types.todo.parked-actions", "8",
				"synced-store.quotas.types.big-one.size-per-space", "2KB",
				"synced-store.quotas.types.big-one.actions-per-minute", "9"))
			.quotas()
			.quotas();
		assertThat(quotas.of("other")).isEqualTo(new StoreQuota(5, 1_024, 6, 7));
		assertThat(quotas.of("todo")).isEqualTo(new StoreQuota(0, 1_024, 6, 8));
		assertThat(quotas.of("big-one")).isEqualTo(new StoreQuota(5, 2_048, 9, 7));
	}

	@ParameterizedTest
	@CsvSource({ "quotas.entries-per-space, -1", "quotas.size-per-space, -1B", "quotas.actions-per-minute, -1",
			"quotas.parked-actions, -1", "quotas.types.todo.entries-per-space, -1", "actions.timeout, 0s",
			"actions.at-once, 0", "actions.attempts, 0", "actions.first-retry, 0s", "actions.longest-retry, PT0.5S",
			"limits.actions-per-minute, 0", "limits.connections-per-user, 0", "limits.subscriptions-per-user, 0",
			"limits.requests-per-user, -1", "limits.pushes-per-second, 0", "limits.pulls-per-second, 0",
			"limits.bytes-per-second, 0B", "limits.mutations-per-push, 0", "limits.json-depth, 0",
			"limits.json-depth, 65", "limits.unacknowledged-mutations, 999", "limits.mutator-time, PT0S",
			"limits.mutator-entries, 0", "limits.mutator-size, 0B", "limits.spaces-per-day, 0",
			"limits.clients-per-space, 0", "limits.queued-mutations, 0", "limits.waiting-pulls, 0",
			"limits.cache-size, -1B", "base-path, /", "base-path, sync", "base-path, /sync/", "base-path, /a//b",
			"base-path, /*", "allowed-origins, example.com", "allowed-origins, https://a.example/path",
			"allowed-origins, https://*.example", "schema, 1st", "schema, a-b", "schema, 'x\"; DROP'",
			"max-request-size, 1KB", "max-request-size, 1GB", "shutdown-timeout, -1s", "access.recheck, 10ms",
			"access.recheck, 2h" })
	void whatMakesNoSenseIsRefusedWithARemedy(String name, String value) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("synced-store." + name, value)))
			.havingRootCause()
			.withMessageStartingWith("synced-store." + name + " is '");
	}

	private static SyncedStoreProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("synced-store",
				SyncedStoreProperties.class);
	}

}

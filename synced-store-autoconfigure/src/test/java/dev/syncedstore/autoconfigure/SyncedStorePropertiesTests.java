package dev.syncedstore.autoconfigure;

import java.time.Duration;
import java.util.Map;

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
	}

	@Test
	void everythingCanBeSet() {
		SyncedStoreProperties properties = bind(Map.of("synced-store.enabled", "false", "synced-store.base-path",
				"/api/sync", "synced-store.allowed-origins", "https://a.example,http://localhost:5173",
				"synced-store.schema", "lists", "synced-store.migrate", "false", "synced-store.max-request-size", "3MB",
				"synced-store.shutdown-timeout", "25s"));
		assertThat(properties.enabled()).isFalse();
		assertThat(properties.basePath()).isEqualTo("/api/sync");
		assertThat(properties.allowedOrigins()).containsExactlyInAnyOrder("https://a.example", "http://localhost:5173");
		assertThat(properties.schema()).isEqualTo("lists");
		assertThat(properties.migrate()).isFalse();
		assertThat(properties.maxRequestSize()).isEqualTo(DataSize.ofMegabytes(3));
		assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofSeconds(25));
	}

	@ParameterizedTest
	@CsvSource({ "base-path, /", "base-path, sync", "base-path, /sync/", "base-path, /a//b", "base-path, /*",
			"allowed-origins, example.com", "allowed-origins, https://a.example/path",
			"allowed-origins, https://*.example", "schema, 1st", "schema, a-b", "schema, 'x\"; DROP'",
			"max-request-size, 1KB", "max-request-size, 1GB", "shutdown-timeout, -1s" })
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

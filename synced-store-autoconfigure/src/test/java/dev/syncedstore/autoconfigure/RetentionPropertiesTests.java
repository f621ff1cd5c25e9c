package dev.syncedstore.autoconfigure;

import java.time.Duration;
import java.util.Map;

import dev.syncedstore.server.log.RetentionRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RetentionPropertiesTests {

	@Test
	void theDefaultsAreThoseOfTheEngine() {
		assertThat(bind(Map.of()).rules()).isEqualTo(RetentionRules.defaults());
	}

	@Test
	void everythingCanBeSet() {
		RetentionProperties properties = bind(
				Map.of("synced-store.retention.deletions", "14d", "synced-store.retention.log", "30d",
						"synced-store.retention.clients", "365d", "synced-store.retention.rows-per-step", "50"));
		assertThat(properties.rules())
			.isEqualTo(new RetentionRules(Duration.ofDays(14), Duration.ofDays(30), Duration.ofDays(365), 50));
	}

	@ParameterizedTest
	@CsvSource({ "deletions, 12h", "log, 6d", "clients, 0s", "parked-actions, 12h", "rows-per-step, 0",
			"rows-per-step, 1000000" })
	void whatMakesNoSenseIsRefusedWithARemedy(String name, String value) {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("synced-store.retention." + name, value)))
			.havingRootCause()
			.withMessageStartingWith("synced-store.retention." + name + " is '");
	}

	@Test
	void theLogIsNeverKeptForLessThanTracesOfDeletions() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(
					() -> bind(Map.of("synced-store.retention.deletions", "10d", "synced-store.retention.log", "9d")))
			.havingRootCause()
			.withMessageContaining("give at least synced-store.retention.deletions");
	}

	private static RetentionProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("synced-store.retention",
				RetentionProperties.class);
	}

}

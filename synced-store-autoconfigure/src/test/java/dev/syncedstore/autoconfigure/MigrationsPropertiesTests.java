package dev.syncedstore.autoconfigure;

import java.util.Map;

import dev.syncedstore.server.MigrationLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationsPropertiesTests {

	@Test
	void theDefaultsAreThoseOfTheEngine() {
		assertThat(bind(Map.of()).limits()).isEqualTo(MigrationLimits.defaults());
	}

	@Test
	void everythingCanBeSet() {
		Map<String, String> properties = Map.of("synced-store.migrations.inline-entries", "0",
				"synced-store.migrations.step-entries", "7");
		assertThat(bind(properties).limits()).isEqualTo(new MigrationLimits(0, 7));
	}

	@ParameterizedTest
	@CsvSource({ "inline-entries,-1,0 to 100000", "inline-entries,100001,0 to 100000", "step-entries,0,1 to 100000" })
	void whatCantBeIsRefused(String name, String value, String remedy) {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("synced-store.migrations." + name, value)))
			.withStackTraceContaining("synced-store.migrations." + name + " is '" + value + "': give " + remedy);
	}

	private static MigrationsProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("synced-store.migrations",
				MigrationsProperties.class);
	}

}

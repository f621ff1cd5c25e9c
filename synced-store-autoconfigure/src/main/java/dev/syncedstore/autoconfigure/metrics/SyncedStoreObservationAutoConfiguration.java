package dev.syncedstore.autoconfigure.metrics;

import dev.syncedstore.server.CallerContextSource;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of observations of what mutators call.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "synced-store.enabled", matchIfMissing = true)
public final class SyncedStoreObservationAutoConfiguration {

	@Bean
	CallerContextSource syncedStoreObservationCallerContexts(ObservationRegistry registry) {
		return new ObservationCallerContexts(registry);
	}

}

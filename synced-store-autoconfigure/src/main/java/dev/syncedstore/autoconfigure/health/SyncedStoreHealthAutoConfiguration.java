package dev.syncedstore.autoconfigure.health;

import dev.syncedstore.autoconfigure.SyncedStoreAutoConfiguration;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.poke.PokeHub;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health indicator.
 */
@AutoConfiguration(after = SyncedStoreAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean({ VersionLog.class, PokeHub.class })
@ConditionalOnEnabledHealthIndicator("synced-store")
public final class SyncedStoreHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "syncedStoreHealthIndicator")
	HealthIndicator syncedStoreHealthIndicator(VersionLog log, PokeHub hub) {
		return new SyncedStoreHealthIndicator(log, hub);
	}

}

package dev.syncedstore.autoconfigure.actuate;

import dev.syncedstore.autoconfigure.SyncedStoreAutoConfiguration;
import dev.syncedstore.server.operations.Operations;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the Actuator endpoint {@code syncedstore}, where it is exposed.
 */
@AutoConfiguration(after = SyncedStoreAutoConfiguration.class)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(Operations.class)
@ConditionalOnAvailableEndpoint(SyncedStoreEndpoint.class)
public final class SyncedStoreEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SyncedStoreEndpoint syncedStoreEndpoint(Operations operations) {
		return new SyncedStoreEndpoint(operations);
	}

}

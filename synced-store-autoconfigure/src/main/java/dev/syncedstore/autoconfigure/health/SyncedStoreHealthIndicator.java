package dev.syncedstore.autoconfigure.health;

import java.util.Set;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.poke.PokeHub;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up as long as the version log answers.
 */
final class SyncedStoreHealthIndicator extends AbstractHealthIndicator {

	/** Need not exist: the answer then names the epoch that it would have. */
	private static final SpaceId ANY_SPACE = new SpaceId("health", "check");

	private final VersionLog log;

	private final PokeHub hub;

	SyncedStoreHealthIndicator(VersionLog log, PokeHub hub) {
		super("The version log of the synced store doesn't answer");
		this.log = log;
		this.hub = hub;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		this.log.heads(Set.of(ANY_SPACE));
		builder.up().withDetail("subscriptions", this.hub.subscriptions());
	}

}

package dev.syncedstore.server.engine;

import java.security.SecureRandom;
import java.time.Clock;

import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.core.mutation.ServerPorts;
import org.jspecify.annotations.Nullable;

/**
 * The application's ports, and the two that are always there.
 */
final class EnginePorts implements ServerPorts {

	private final ServerPorts application;

	private final ServerClock clock;

	private final ServerRandom random = new SecureRandom()::nextInt;

	EnginePorts(ServerPorts application, Clock clock) {
		this.application = application;
		this.clock = clock::millis;
	}

	@Override
	public <P> @Nullable P find(Class<P> port) {
		P found = this.application.find(port);
		return (found != null) ? found : builtIn(port);
	}

	private <P> @Nullable P builtIn(Class<P> port) {
		if (port == ServerClock.class) {
			return port.cast(this.clock);
		}
		return (port == ServerRandom.class) ? port.cast(this.random) : null;
	}

}

package dev.syncedstore.test.simulation;

import java.time.Clock;

import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.mutation.ServerPorts;
import org.jspecify.annotations.Nullable;

/**
 * What mutators call on the server: what the application gives, and the clock of the
 * simulation.
 *
 * @param ports the application's
 * @param clock the simulation's
 */
record SimulatedPorts(ServerPorts ports, Clock clock) implements ServerPorts {

	@Override
	public <P> @Nullable P find(Class<P> port) {
		P found = this.ports.find(port);
		if (found == null && port == ServerClock.class) {
			ServerClock serverClock = this.clock::millis;
			return port.cast(serverClock);
		}
		return found;
	}

}

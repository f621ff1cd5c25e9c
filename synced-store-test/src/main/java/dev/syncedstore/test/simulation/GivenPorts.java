package dev.syncedstore.test.simulation;

import java.util.Map;

import dev.syncedstore.core.mutation.ServerPorts;
import org.jspecify.annotations.Nullable;

/**
 * Ports that a test gives.
 *
 * @param ports the implementations by their interfaces
 */
record GivenPorts(Map<Class<?>, Object> ports) implements ServerPorts {

	GivenPorts {
		ports = Map.copyOf(ports);
	}

	@Override
	public <P> @Nullable P find(Class<P> port) {
		Object found = this.ports.get(port);
		return (found != null) ? port.cast(found) : null;
	}

}

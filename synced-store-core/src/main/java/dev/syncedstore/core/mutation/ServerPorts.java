package dev.syncedstore.core.mutation;

import dev.syncedstore.core.PortUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a server. Thread-safe.
 */
public interface ServerPorts {

	/** There are none. */
	ServerPorts NONE = new ServerPorts() {

		@Override
		public <P> @Nullable P find(Class<P> port) {
			return null;
		}

	};

	/**
	 * Find what implements a port.
	 * @param <P> the type of the port
	 * @param port the interface
	 * @return the implementation, or {@code null} if there is none
	 * @throws PortUnavailableException if there are several
	 */
	<P> @Nullable P find(Class<P> port);

}

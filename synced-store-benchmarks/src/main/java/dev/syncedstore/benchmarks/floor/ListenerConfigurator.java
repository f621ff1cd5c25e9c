package dev.syncedstore.benchmarks.floor;

import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Makes listeners that know their audience.
 */
final class ListenerConfigurator extends ServerEndpointConfig.Configurator {

	private final Audience audience;

	ListenerConfigurator(Audience audience) {
		this.audience = audience;
	}

	@Override
	public <T> T getEndpointInstance(Class<T> endpointClass) {
		return endpointClass.cast(new Listener(this.audience));
	}

}

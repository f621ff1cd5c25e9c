package dev.syncedstore.server.poke.stomp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;

/**
 * Turns HTTP requests into connections of a {@link StompEndpoint}. It speaks to the
 * container directly, for two things that are decided here: no message is compressed, as
 * one for many receivers would be compressed once for each; and sends are asynchronous.
 * Thread-safe.
 */
public final class StompUpgrade {

	private static final String CONTAINER = ServerContainer.class.getName();

	private static final String SUB_PROTOCOL = "v12.stomp";

	private final StompEndpoint endpoint;

	private final Executor closer;

	/**
	 * Create an upgrade.
	 * @param endpoint where connections live
	 * @param closer closes connections: that may block for a moment where the other side
	 * doesn't read
	 */
	public StompUpgrade(StompEndpoint endpoint, Executor closer) {
		this.endpoint = endpoint;
		this.closer = closer;
	}

	/**
	 * Upgrade a request whose origin has been checked.
	 * @param request the request
	 * @param response its response
	 * @throws ServletException if the container can't
	 * @throws IOException if the connection is broken
	 */
	public void upgrade(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		if (!(request.getServletContext().getAttribute(CONTAINER) instanceof ServerContainer container)) {
			throw new ServletException("The servlet container does not offer jakarta.websocket for pokes");
		}
		Handshake handshake = new Handshake(request.getUserPrincipal(),
				HttpHeaders.copyOf(new ServletServerHttpRequest(request).getHeaders()), request.getSession(false));
		StompSocket socket = new StompSocket(this.endpoint, handshake, this.closer);
		ServerEndpointConfig config = ServerEndpointConfig.Builder.create(StompSocket.class, request.getRequestURI())
			.subprotocols(List.of(SUB_PROTOCOL))
			.configurator(new Configuration(socket))
			.build();
		try {
			container.upgradeHttpToWebSocket(request, response, config, Map.of());
		}
		catch (DeploymentException ex) {
			throw new ServletException(ex);
		}
	}

	/**
	 * What the container asks about one connection.
	 */
	private static final class Configuration extends ServerEndpointConfig.Configurator {

		private final StompSocket socket;

		Configuration(StompSocket socket) {
			this.socket = socket;
		}

		@Override
		public <T> T getEndpointInstance(Class<T> endpointClass) {
			return endpointClass.cast(this.socket);
		}

		@Override
		public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
			return List.of();
		}

		@Override
		public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
			return requested.contains(SUB_PROTOCOL) ? SUB_PROTOCOL : "";
		}

		@Override
		public boolean checkOrigin(String originHeaderValue) {
			return true;
		}

	}

}

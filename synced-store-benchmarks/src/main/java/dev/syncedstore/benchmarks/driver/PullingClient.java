package dev.syncedstore.benchmarks.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One client of a space, that pulls. Belongs to one thread, which isn't the loop's.
 */
public final class PullingClient {

	private final HttpConnection connection;

	private final UserSession session;

	private final String path;

	private final String clientId;

	/**
	 * A client.
	 * @param connection what its requests go over
	 * @param session its user
	 * @param instanceId the space
	 * @param clientId its id
	 */
	public PullingClient(HttpConnection connection, UserSession session, String instanceId, String clientId) {
		this.connection = connection;
		this.session = session;
		this.path = Space.pullPath(instanceId);
		this.clientId = clientId;
	}

	/**
	 * Pull all pages.
	 * @param known where the client is, or {@code null} if it has nothing
	 * @param pages is given the bytes of each page
	 * @return what the last page says
	 * @throws IOException if an answer doesn't come or isn't 200
	 */
	public Delta pull(@Nullable Delta known, Consumer<ByteBuffer> pages) throws IOException {
		String page = null;
		while (true) {
			HttpAnswer answer = this.connection.exchange(request(known, page)).ok();
			pages.accept(ByteBuffer.wrap(answer.body()));
			Delta delta = Delta.read(ByteBuffer.wrap(answer.body()));
			page = delta.nextPage();
			if (page == null) {
				return delta;
			}
		}
	}

	/**
	 * One request.
	 * @param known where the client is, or {@code null} if it has nothing
	 * @param page the page, or {@code null} for the first
	 * @return the request
	 */
	public byte[] request(@Nullable Delta known, @Nullable String page) {
		return HttpRequest.post(this.path, this.session,
				"{\"protocol_version\":1,\"schema_version\":" + Space.SCHEMA_VERSION + ",\"client_id\":\""
						+ this.clientId + "\",\"user_id\":" + quoted(this.session.userId())
						+ ",\"acknowledged_mutation_id\":0,\"epoch\":" + quoted((known != null) ? known.epoch() : null)
						+ ",\"version\":" + ((known != null) ? String.valueOf(known.max()) : "null")
						+ ",\"checkpoint\":" + quoted((known != null) ? known.checkpoint() : null) + ",\"page\":"
						+ quoted(page) + "}");
	}

	private static String quoted(@Nullable String value) {
		return (value != null) ? "\"" + value + "\"" : "null";
	}

}

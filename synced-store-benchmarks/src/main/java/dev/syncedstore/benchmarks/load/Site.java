package dev.syncedstore.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpConnection;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.Space;
import dev.syncedstore.benchmarks.driver.UserSession;
import dev.syncedstore.benchmarks.floor.FloorServer;
import dev.syncedstore.benchmarks.server.BenchmarkMutators;
import dev.syncedstore.benchmarks.server.ServerProcess;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.Credentials;

/**
 * The application and the small program on one database, each in its process, and a user
 * who is signed in.
 */
final class Site implements Closeable {

	private static final int PUSH_SIZE = 500;

	private final EventLoop loop;

	private final ServerProcess application;

	private final ServerProcess floor;

	private final UserSession session;

	private Site(EventLoop loop, ServerProcess application, ServerProcess floor) throws IOException {
		this.loop = loop;
		this.application = application;
		this.floor = floor;
		this.session = UserSession.signIn(loop, application.port(), "u0");
	}

	static Site open(String database) throws Exception {
		String jdbcUrl = BenchmarkPostgres.current().createDatabase(database);
		ServerProcess application = ServerProcess.application(jdbcUrl)
			.property("server.tomcat.max-keep-alive-requests", -1)
			.start();
		return new Site(new EventLoop(), application, FloorServer.process(jdbcUrl).start());
	}

	EventLoop loop() {
		return this.loop;
	}

	ServerProcess application() {
		return this.application;
	}

	ServerProcess floor() {
		return this.floor;
	}

	UserSession session() {
		return this.session;
	}

	/** Push mutations of {@code put} one after the other, many at a time. */
	void put(String instanceId, String clientId, List<String> args) throws IOException {
		PushingClient client = new PushingClient(this.session, instanceId, clientId);
		try (HttpConnection connection = HttpConnection.open(this.loop, this.application.port())) {
			for (int from = 0; from < args.size(); from += PUSH_SIZE) {
				connection.exchange(client.push("put", args.subList(from, Math.min(args.size(), from + PUSH_SIZE))))
					.ok();
			}
		}
	}

	/** Open a store of the Java client, as an application would. */
	SyncedStore store(String instanceId) {
		Map<String, String> headers = headers(this.session);
		Credentials credentials = () -> CompletableFuture.completedFuture(headers);
		return SyncedStore.builder()
			.server(URI.create("http://localhost:" + this.application.port()))
			.credentials(credentials)
			.userId(this.session.userId())
			.space(Space.TYPE, instanceId)
			.mutators(new BenchmarkMutators())
			.build();
	}

	/** Where the small program has the entries of a space that are younger. */
	URI rows(String instanceId, long after) {
		return URI.create("http://localhost:" + this.floor.port() + FloorServer.ROWS + "?type=" + Space.TYPE
				+ "&instance=" + instanceId + "&after=" + after);
	}

	private static Map<String, String> headers(UserSession session) {
		return Arrays.stream(session.headers().split("\r\n"))
			.map((line) -> line.split(": ", 2))
			.collect(Collectors.toUnmodifiableMap((header) -> header[0], (header) -> header[1]));
	}

	@Override
	public void close() throws IOException {
		this.floor.close();
		this.application.close();
		this.loop.close();
	}

}

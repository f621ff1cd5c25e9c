package dev.syncedstore.test.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.time.Duration;

import dev.syncedstore.core.SpaceId;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * An application and its PostgreSQL, in processes of their own, with a proxy between
 * them.
 *
 * @param postgres the database
 * @param proxy the only way from the application to it
 * @param server the application
 */
record Stand(CrashablePostgres postgres, CommitProxy proxy, ServerProcess server) implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	/** Start everything, with an empty database. */
	static Stand start(Path folder) throws Exception {
		CrashablePostgres postgres = CrashablePostgres.create(folder.resolve("data"));
		CommitProxy proxy = new CommitProxy(postgres.port());
		Stand stand = new Stand(postgres, proxy, new ServerProcess(proxy.port()));
		stand.server().awaitReady();
		return stand;
	}

	LedgerAudit audit() {
		return new LedgerAudit(this.postgres.sql());
	}

	/** Wait until more is confirmed in each space than is now. */
	void awaitProgress(LedgerLoad load) throws IOException {
		Map<SpaceId, Integer> before = load.confirmed();
		try {
			Awaitility.await().atMost(PATIENCE).until(() -> load.hasGoneOnSince(before));
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("Nothing goes on by itself:\n" + load + "\n" + describe(), ex);
		}
	}

	/** What its processes have printed last. */
	String describe() throws IOException {
		return "Server:\n" + this.server.output() + "\nPostgreSQL:\n" + this.postgres.logTail();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.proxy.close();
		this.postgres.close();
	}

}

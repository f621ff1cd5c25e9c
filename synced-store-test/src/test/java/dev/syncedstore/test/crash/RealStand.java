package dev.syncedstore.test.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.syncedstore.test.audit.Event.Sight;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes on one PostgreSQL, in processes of their own, with a line from each to the
 * database, and lines for clients.
 */
final class RealStand implements AutoCloseable {

	private static final Pattern TOKEN = Pattern.compile("[\\[,]\\s*\"([^\"]+)\"");

	private static final Pattern LIST = Pattern.compile("lists/(.+)");

	private static final Pattern KEPT = Pattern.compile("\\$\\$pu/[^/]+/kept/all");

	private final CrashablePostgres postgres;

	private final List<CuttingProxy> databaseLines = new ArrayList<>();

	private final List<ServerProcess> servers = new ArrayList<>();

	private final List<CuttingProxy> lines = new ArrayList<>();

	private RealStand(CrashablePostgres postgres) {
		this.postgres = postgres;
	}

	/** Start everything, with an empty database. */
	static RealStand start(Path folder) throws Exception {
		RealStand stand = new RealStand(CrashablePostgres.create(folder.resolve("data")));
		for (int node = 0; node < 2; node++) {
			CuttingProxy line = new CuttingProxy(stand.postgres.port());
			stand.databaseLines.add(line);
			stand.servers.add(new ServerProcess(line.port()));
		}
		for (ServerProcess server : stand.servers) {
			server.awaitReady();
		}
		return stand;
	}

	CrashablePostgres postgres() {
		return this.postgres;
	}

	ServerProcess server(int node) {
		return this.servers.get(node);
	}

	int port(int node) {
		return server(node).address().getPort();
	}

	CuttingProxy databaseLine(int node) {
		return this.databaseLines.get(node);
	}

	/** A new line for a client, that leads to a node. */
	CuttingProxy line(int node) throws IOException {
		CuttingProxy line = new CuttingProxy(port(node));
		this.lines.add(line);
		return line;
	}

	/** Where the space is. */
	String checkpoint() {
		return sql().sql("SELECT coalesce(max(checkpoint), '') FROM synced_store.space WHERE instance_id = ?")
			.param(JournalClient.INSTANCE)
			.query(String.class)
			.single();
	}

	/** All that is stored, everybody's private tokens, too. */
	Sight sight() {
		Map<String, List<String>> lists = new TreeMap<>();
		List<String> journal = new ArrayList<>();
		List<String> kept = new ArrayList<>();
		sql().sql("""
				SELECT CASE e.visibility WHEN 1 THEN '$$pu/' || e.owner || '/' || e.key ELSE e.key END, e.value
				FROM synced_store.entry e JOIN synced_store.space s ON s.id = e.space_id
				WHERE s.instance_id = ? AND e.value IS NOT NULL""").param(JournalClient.INSTANCE).query((row) -> {
			String key = row.getString(1);
			List<String> tokens = tokens(row.getString(2));
			Matcher list = LIST.matcher(key);
			if (list.matches()) {
				lists.put(list.group(1), tokens);
			}
			else if (KEPT.matcher(key).matches()) {
				kept.addAll(tokens);
			}
			else {
				journal.addAll(tokens);
			}
		});
		return sql().sql("SELECT epoch, version FROM synced_store.space WHERE instance_id = ?")
			.param(JournalClient.INSTANCE)
			.query((row, number) -> new Sight(row.getString(1), row.getLong(2), journal, lists, kept))
			.single();
	}

	private static List<String> tokens(String json) {
		return TOKEN.matcher(json).results().map((found) -> found.group(1)).toList();
	}

	private JdbcClient sql() {
		return this.postgres.sql();
	}

	/** What its processes have printed last. */
	String describe() {
		return "First node:\n" + server(0).output() + "\nSecond node:\n" + server(1).output();
	}

	@Override
	public void close() throws IOException {
		for (CuttingProxy line : this.lines) {
			line.close();
		}
		this.servers.forEach(ServerProcess::close);
		for (CuttingProxy line : this.databaseLines) {
			line.close();
		}
		this.postgres.close();
	}

}

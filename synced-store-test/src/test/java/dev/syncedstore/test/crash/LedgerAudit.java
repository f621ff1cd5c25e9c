package dev.syncedstore.test.crash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.syncedstore.core.SpaceId;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what clients were told and have with what lies in the database.
 */
final class LedgerAudit {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final String ONCE = "{\"times\":1}";

	private final JdbcClient sql;

	LedgerAudit(JdbcClient sql) {
		this.sql = sql;
	}

	/**
	 * Wait until everything has an outcome and everybody has seen it.
	 */
	void awaitSettled(LedgerLoad load) {
		load.pause();
		try {
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> load.clients().stream().allMatch((client) -> client.isSettled() && isCurrent(client)));
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("They don't settle:\n" + load, ex);
		}
	}

	private boolean isCurrent(LedgerClient client) {
		return client.isAt(space(client.space()).checkpoint());
	}

	/**
	 * Check settled clients whose space has an unbroken history: everything that was
	 * confirmed is there once, and what was refused isn't.
	 */
	void checkUnbroken(LedgerLoad load) {
		bySpace(load).forEach((id, clients) -> {
			Space space = space(id);
			checkCommits(id, space);
			int made = 0;
			for (LedgerClient client : clients) {
				assertThat(client.keptItsId()).as("id of %s", client).isTrue();
				assertThat(lastMutationId(space, client)).as("mutations of %s", client).isEqualTo(client.made().size());
				made += client.made().size();
			}
			assertThat(space.version()).as("versions of %s, one for each mutation", id).isEqualTo(made);
			checkEntries(id, clients);
		});
	}

	/**
	 * Wait until all that was enqueued has run, and check that each line that is to be
	 * posted, and no other, was enqueued once and run at least once.
	 * @return how often something was run once more than necessary
	 */
	int checkPosts(LedgerLoad load) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.sql.sql("SELECT count(*) FROM synced_store.enqueued_action")
				.query(Long.class)
				.single() == 0);
		Map<String, Integer> times = new TreeMap<>();
		this.sql.sql("SELECT instance_id, writer, number, times FROM ledger_post").query((row) -> {
			String line = row.getString(1) + " " + row.getString(2) + " " + row.getLong(3);
			assertThat(times.put(line, row.getInt(4))).as("names of post %s", line).isNull();
		});
		Set<String> expected = load.clients()
			.stream()
			.flatMap((client) -> client.made()
				.entrySet()
				.stream()
				.filter((made) -> Ledger.isPosted(made.getKey()) && !made.getValue())
				.map((made) -> client.space().instanceId() + " " + client.writer() + " " + made.getKey()))
			.collect(Collectors.toSet());
		assertThat(times.keySet()).as("posted lines").isEqualTo(expected).isNotEmpty();
		checkTally(expected);
		return times.values().stream().mapToInt((each) -> each - 1).sum();
	}

	/**
	 * Check that what was posted has arrived in another space, too, once and in order.
	 */
	private void checkTally(Set<String> posted) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.sql.sql("SELECT count(*) FROM synced_store.delivery").query(Long.class).single() == 0);
		Map<String, String> expected = posted.stream()
			.collect(Collectors.toMap((line) -> Ledger.LINES.name() + "/" + line.replace(' ', '/'), (line) -> ONCE));
		Map<String, String> tally = entries(Ledger.TALLY);
		tally.keySet().removeIf((key) -> key.startsWith(Ledger.TOTALS.name()));
		assertThat(tally).as("the tally").isEqualTo(expected);
	}

	/**
	 * Check that settled clients have what the server has, and that this is something
	 * whole: nothing is there twice, and the sum is right.
	 */
	void checkCopies(LedgerLoad load) {
		bySpace(load).forEach((id, clients) -> {
			checkCommits(id, space(id));
			Map<String, String> stored = entries(id);
			checkSum(id, stored);
			stored.forEach((key, value) -> {
				if (!key.equals(Ledger.TOTAL)) {
					assertThat(value).as("%s of %s", key, id).isEqualTo(ONCE);
				}
			});
			clients.forEach((client) -> checkCopy(client, stored));
		});
	}

	/** The numbers of a client's lines that are there. */
	Set<Long> lines(LedgerClient client) {
		String prefix = Ledger.key(client.writer(), 0).replaceFirst("0$", "");
		return entries(client.space()).keySet()
			.stream()
			.filter((key) -> key.startsWith(prefix))
			.map((key) -> Long.valueOf(key.substring(prefix.length())))
			.collect(Collectors.toSet());
	}

	/**
	 * Check a space that only these have written to: what was confirmed is there once,
	 * and what was not is there once or not at all.
	 */
	void checkWritten(SpaceId id, List<Written> written) {
		checkCommits(id, space(id));
		Map<String, String> stored = entries(id);
		for (Written one : written) {
			for (long number = 1; number <= one.last(); number++) {
				String line = stored.get(Ledger.key(one.writer(), number));
				if (line != null || one.confirmed().contains(number)) {
					assertThat(line).as("line %s of %s in %s", number, one.writer(), id).isEqualTo(ONCE);
				}
			}
			assertThat(stored).doesNotContainKey(Ledger.key(one.writer(), one.last() + 1));
		}
		checkSum(id, stored);
	}

	private static void checkSum(SpaceId id, Map<String, String> stored) {
		long lines = stored.keySet().stream().filter((key) -> key.startsWith(Ledger.LINES.name() + "/")).count();
		assertThat(stored).as("total of %s", id).containsEntry(Ledger.TOTAL, "{\"lines\":" + lines + "}");
	}

	private void checkCommits(SpaceId id, Space space) {
		List<Commit> commits = this.sql.sql("""
				SELECT min_version, max_version, checkpoint FROM synced_store.commit_log WHERE space_id = ?
				ORDER BY min_version, max_version""")
			.param(space.id())
			.query((row, number) -> new Commit(row.getLong(1), row.getLong(2), row.getString(3)))
			.list();
		long version = 0;
		for (Commit commit : commits) {
			assertThat(commit.min()).as("commit of %s after version %s", id, version).isEqualTo(version + 1);
			assertThat(commit.max()).as("commit of %s", id).isGreaterThanOrEqualTo(commit.min());
			version = commit.max();
		}
		assertThat(version).as("last commit of %s", id).isEqualTo(space.version());
		assertThat(commits.get(commits.size() - 1).checkpoint()).as("checkpoint of %s", id)
			.isEqualTo(space.checkpoint());
	}

	private void checkEntries(SpaceId id, List<LedgerClient> clients) {
		Map<String, String> stored = entries(id);
		long lines = 0;
		for (LedgerClient client : clients) {
			for (Map.Entry<Long, Boolean> made : client.made().entrySet()) {
				boolean refused = made.getValue();
				String line = refused ? null : ONCE;
				assertThat(stored.get(Ledger.key(client.writer(), made.getKey())))
					.as("line %s of %s", made.getKey(), client)
					.isEqualTo(line);
				assertThat(stored.get(Ledger.ownKey(client.userId(), client.writer(), made.getKey())))
					.as("private line %s of %s", made.getKey(), client)
					.isEqualTo(line);
				lines += refused ? 0 : 1;
			}
		}
		assertThat(stored).as("total of %s", id)
			.containsEntry(Ledger.TOTAL, "{\"lines\":" + lines + "}")
			.hasSize(Math.toIntExact(2 * lines + 1));
		clients.forEach((client) -> checkCopy(client, stored));
	}

	private static void checkCopy(LedgerClient client, Map<String, String> stored) {
		String own = "$$pu/" + client.userId() + "/";
		Map<String, String> visible = stored.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().startsWith("$$") || entry.getKey().startsWith(own))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
		assertThat(client.untruths()).as("what was told to %s", client).isEmpty();
		assertThat(client.entries()).as("copy of %s", client).isEqualTo(visible);
	}

	private static Map<SpaceId, List<LedgerClient>> bySpace(LedgerLoad load) {
		return load.clients().stream().collect(Collectors.groupingBy(LedgerClient::space));
	}

	private long lastMutationId(Space space, LedgerClient client) {
		return this.sql.sql("SELECT last_mutation_id FROM synced_store.client WHERE space_id = ? AND client_id = ?")
			.param(space.id())
			.param(client.store().clientId())
			.query(Long.class)
			.optional()
			.orElse(0L);
	}

	/** Where a space is. */
	Space space(SpaceId id) {
		return this.sql
			.sql("""
					SELECT id, epoch, version, checkpoint FROM synced_store.space WHERE store_type = ? AND instance_id = ?""")
			.param(id.storeType())
			.param(id.instanceId())
			.query((row, number) -> new Space(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
			.optional()
			.orElse(new Space(0, "", 0, null));
	}

	private Map<String, String> entries(SpaceId id) {
		Map<String, String> entries = new TreeMap<>();
		this.sql
			.sql("""
					SELECT CASE visibility WHEN 0 THEN key WHEN 1 THEN '$$pu/' || owner || '/' || key ELSE '$$so/' || key END,
					value FROM synced_store.entry WHERE space_id = ? AND value IS NOT NULL""")
			.param(space(id).id())
			.query((row) -> {
				entries.put(row.getString(1), row.getString(2));
			});
		return entries;
	}

	/**
	 * The row of a space.
	 */
	record Space(long id, String epoch, long version, @Nullable String checkpoint) {
	}

	private record Commit(long min, long max, String checkpoint) {
	}

}

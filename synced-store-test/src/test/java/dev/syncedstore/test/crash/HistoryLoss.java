package dev.syncedstore.test.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a database that goes back in time may take with it, and what it must not.
 */
final class HistoryLoss {

	private static final int ENOUGH = 40;

	private final Stand stand;

	private final LedgerLoad load;

	/** The last line of each client that the database will still have. */
	private final Map<LedgerClient, Integer> kept = new HashMap<>();

	/** The lines that offline clients have pending. */
	private final Map<LedgerClient, List<Long>> pending = new HashMap<>();

	HistoryLoss(Stand stand, LedgerLoad load) {
		this.stand = stand;
		this.load = load;
	}

	/** Come to the moment to which the database will go back. */
	void settle() throws Exception {
		this.stand.awaitProgress(this.load);
		LedgerAudit audit = this.stand.audit();
		audit.awaitSettled(this.load);
		audit.checkUnbroken(this.load);
		this.load.clients().forEach((client) -> this.kept.put(client, client.made().size()));
	}

	/**
	 * Write what will be lost, while one client of each space is offline and works on.
	 * The others write until the end and beyond.
	 */
	void goOn() throws Exception {
		this.load.resume();
		this.stand.awaitProgress(this.load);
		List<LedgerClient> offline = this.load.clients()
			.stream()
			.filter((client) -> client.userId().equals("bob"))
			.toList();
		offline.forEach((client) -> client.store().goOffline());
		Map<SpaceId, Integer> before = this.load.confirmed();
		Awaitility.await()
			.until(() -> this.load.confirmed()
				.entrySet()
				.stream()
				.allMatch((space) -> space.getValue() > before.get(space.getKey()) + ENOUGH)
					&& offline.stream().allMatch((client) -> client.store().pendingCount() >= LedgerLoad.AHEAD));
		offline.forEach((client) -> this.pending.put(client, client.unsettled()));
		this.load.clients().forEach(LedgerClient::expectLoss);
	}

	/**
	 * Wait until all have found out, and check what they have.
	 */
	void recover(LedgerAudit audit) throws Exception {
		Map<LedgerClient, Integer> old = new HashMap<>();
		this.load.clients().forEach((client) -> old.put(client, client.made().size()));
		this.pending.keySet().forEach((client) -> client.store().goOnline());
		this.stand.awaitProgress(this.load);
		Awaitility.await()
			.until(() -> old.entrySet()
				.stream()
				.allMatch((client) -> client.getKey().made().size() > client.getValue() + LedgerLoad.AHEAD));
		audit.awaitSettled(this.load);
		audit.checkCopies(this.load);
		long missing = 0;
		for (LedgerClient client : this.load.clients()) {
			Set<Long> lines = audit.lines(client);
			for (Map.Entry<Long, Boolean> made : client.made().entrySet()) {
				long number = made.getKey();
				boolean there = lines.contains(number);
				if (made.getValue()) {
					assertThat(there).as("refused line %s of %s", number, client).isFalse();
				}
				else if (number <= this.kept.get(client) || number > old.get(client)
						|| this.pending.getOrDefault(client, List.of()).contains(number)) {
					assertThat(there).as("line %s of %s", number, client).isTrue();
				}
				else if (!there) {
					missing++;
				}
			}
		}
		assertThat(missing).as("lines that went with the database").isPositive();
	}

}

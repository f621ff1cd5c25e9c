package dev.syncedstore.test.simulation;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.test.journal.Journal;
import dev.syncedstore.test.journal.NewerJournal;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestServer;

/**
 * Who has which version of the {@link Journal}.
 */
final class Deployments {

	private final TestServer server;

	private final Consumer<String> counter;

	private final Set<String> updated = new HashSet<>();

	private boolean newer;

	Deployments(TestServer server, Consumer<String> counter) {
		this.server = server;
		this.counter = counter;
	}

	/** The server gets the other version. */
	void turn() {
		this.newer = !this.newer;
		this.counter.accept(this.newer ? "deployments" : "deployments undone");
		this.server.deploy(this.newer ? NewerJournal.class : Journal.class);
	}

	/** The server has the second version in the end. */
	void finish() {
		if (!this.newer) {
			turn();
		}
	}

	/** Whether a client may get the second version, but has not. */
	boolean isOutdated(String client) {
		return this.newer && !this.updated.contains(client);
	}

	/** A client that has died comes back with the second version. */
	void update(String name, TestClient client) {
		this.counter.accept("clients updated");
		this.updated.add(name);
		client.update(NewerJournal.class);
	}

	MutationResult keep(String client, SyncedStore store, String token) {
		Journal.Keep args = new Journal.Keep(token);
		return this.updated.contains(client) ? store.mutate(NewerJournal::store, args)
				: store.mutate(Journal::keep, args);
	}

	MutationResult append(String client, SyncedStore store, String token, String list) {
		return this.updated.contains(client) ? store.mutate(NewerJournal::append, new NewerJournal.Add(list, token))
				: store.mutate(Journal::append, new Journal.Append(token, list));
	}

	MutationResult appendInVain(String client, SyncedStore store, String token, String list) {
		return this.updated.contains(client)
				? store.mutate(NewerJournal::appendInVain, new NewerJournal.Add(list, token))
				: store.mutate(Journal::appendInVain, new Journal.Append(token, list));
	}

}

package dev.syncedstore.sample.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.syncedstore.client.ConnectionStatus;
import dev.syncedstore.client.Rejection;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.Subscription;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.SyncedStoreClient;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.sample.cli.data.ClientFolder;
import dev.syncedstore.sample.todo.TodoMutators;

/**
 * A list's store, opened from a folder, at first offline.
 */
final class TodoStore implements AutoCloseable {

	private static final Duration LISTENERS = Duration.ofSeconds(5);

	private final SyncedStoreClient client;

	private final SyncedStore store;

	/** The first thing that went wrong with the server. */
	private final CompletableFuture<Contact> trouble = new CompletableFuture<>();

	/**
	 * Open a store.
	 * @param folder where it is
	 * @param account whose it is
	 * @param list the list
	 * @param rejected is told what the server refuses or has refused
	 */
	TodoStore(ClientFolder folder, Account account, String list, Consumer<Rejection> rejected) {
		// tag::open[]
		this.client = SyncedStoreClient.builder()
			.server(account.server())
			.credentials(Credentials.basic(account.user(), account.password()))
			.storage(ClientStorage.inFolder(folder.path()))
			.build();
		this.store = this.client.store("todo", list)
			.mutators(new TodoMutators())
			.listener(new Troubles(rejected))
			.startOffline()
			.build();
		// end::open[]
	}

	SyncedStore store() {
		return this.store;
	}

	void goOnline() {
		this.store.goOnline();
	}

	/** Wait for the server's first answer, but not for long. */
	Contact awaitContact(Duration patience) throws InterruptedException {
		CompletableFuture<Contact> reached = this.store.waitForServerData().thenApply((done) -> Contact.REACHED);
		await(CompletableFuture.anyOf(reached, this.trouble), patience);
		if (this.trouble.isDone()) {
			return this.trouble.join();
		}
		return reached.isDone() ? Contact.REACHED : Contact.silent(patience);
	}

	/** What is wrong with the server, if something was. */
	Optional<Contact> trouble() {
		return Optional.ofNullable(this.trouble.getNow(null));
	}

	/** Wait for something that the server has to do, unless it can't be reached. */
	void awaitServer(CompletableFuture<?> answer, Duration patience) throws InterruptedException {
		await(CompletableFuture.anyOf(answer, this.trouble), patience);
	}

	/** Wait until all that has happened so far was told. */
	void awaitListeners() throws InterruptedException {
		CompletableFuture<Integer> told = new CompletableFuture<>();
		Subscription subscription = this.store.subscribe((ctx) -> 0, told::complete);
		await(told, LISTENERS);
		subscription.close();
	}

	private static void await(Future<?> future, Duration patience) throws InterruptedException {
		try {
			future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// Who waits looks what there is.
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

	/**
	 * Notices when there is no point in waiting for the server.
	 */
	private final class Troubles implements StoreListener {

		private final Consumer<Rejection> rejected;

		Troubles(Consumer<Rejection> rejected) {
			this.rejected = rejected;
		}

		@Override
		public void statusChanged(ConnectionStatus status) {
			if (status == ConnectionStatus.DISCONNECTED) {
				TodoStore.this.trouble.complete(Contact.UNREACHABLE);
			}
		}

		@Override
		public void unauthenticated() {
			TodoStore.this.trouble.complete(Contact.WRONG_PASSWORD);
		}

		@Override
		public void accessDenied(String detail) {
			TodoStore.this.trouble.complete(Contact.denied(detail));
		}

		@Override
		public void updateNeeded(String detail) {
			TodoStore.this.trouble.complete(Contact.outdated(detail));
		}

		@Override
		public void spaceDeleted(String detail) {
			TodoStore.this.trouble.complete(Contact.denied(detail));
		}

		@Override
		public void closed(String reason) {
			TodoStore.this.trouble.complete(Contact.denied(reason));
		}

		@Override
		public void rejected(Rejection rejection) {
			this.rejected.accept(rejection);
		}

	}

}

package dev.syncedstore.sample.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.sample.cli.data.ClientFolder;
import dev.syncedstore.sample.cli.data.ListFolder;

/**
 * What runs have left in spare folders, because they had to be other clients.
 */
final class Leftovers {

	private final ListFolder folder;

	private final Account account;

	private final Refusals refusals;

	private final Duration patience;

	Leftovers(ListFolder folder, Account account, Refusals refusals, Duration patience) {
		this.folder = folder;
		this.account = account;
		this.refusals = refusals;
		this.patience = patience;
	}

	/**
	 * Send what there is, and delete what is empty.
	 * @param offline whether there is no point in trying
	 * @return how many changes still wait
	 */
	int send(boolean offline) throws InterruptedException {
		int waiting = 0;
		for (int number : this.folder.spares()) {
			Optional<ClientFolder> taken = this.folder.tryTake(number);
			if (taken.isPresent()) {
				waiting += sendAndDelete(taken.get(), offline);
			}
		}
		return waiting;
	}

	private int sendAndDelete(ClientFolder spare, boolean offline) throws InterruptedException {
		try (spare) {
			int left = send(spare, offline);
			if (left == 0) {
				spare.delete();
			}
			return left;
		}
		catch (StorageException | UncheckedIOException ex) {
			// Whatever is wrong with it, the next run tries again.
			return 1;
		}
	}

	private int send(ClientFolder spare, boolean offline) throws InterruptedException {
		try (TodoStore store = new TodoStore(spare, this.account, this.folder.address().list(), this.refusals::add)) {
			if (store.store().pendingCount() > 0 && !offline) {
				store.goOnline();
				store.awaitServer(store.store().waitForSync(), this.patience);
			}
			store.awaitListeners();
			return store.store().pendingCount();
		}
	}

}

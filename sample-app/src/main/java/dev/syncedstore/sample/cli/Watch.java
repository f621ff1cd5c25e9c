package dev.syncedstore.sample.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.client.ConnectionStatus;
import dev.syncedstore.client.Subscription;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.sample.cli.data.ClientFolder;
import dev.syncedstore.sample.cli.data.ListFolder;
import dev.syncedstore.sample.cli.data.LockFile;
import dev.syncedstore.sample.cli.show.Layout.Tone;
import dev.syncedstore.sample.cli.show.ListView;
import dev.syncedstore.sample.cli.show.WatchDisplay;
import dev.syncedstore.sample.todo.TodoQueries;

/**
 * Shows a list as long as somebody watches. The store is let go of whenever another
 * process wants it, and taken again as soon as that is done with it.
 */
final class Watch {

	private static final Duration FOR_THE_STORE = Duration.ofMillis(500);

	private static final Duration FOR_LEFTOVERS = Duration.ofSeconds(5);

	private static final long LOOK_MILLIS = 100;

	private final ListFolder folder;

	private final Account account;

	private final WatchDisplay display;

	private final AtomicBoolean touched = new AtomicBoolean();

	private final AtomicBoolean connectedAgain = new AtomicBoolean();

	private Optional<ListView> shown = Optional.empty();

	private boolean saidThatNothingIsHere;

	Watch(ListFolder folder, Account account, WatchDisplay display) {
		this.folder = folder;
		this.account = account;
		this.display = display;
	}

	/**
	 * Watch until nobody wants to any more.
	 * @throws StatusException if the server doesn't let the user in
	 */
	void run() throws InterruptedException {
		Optional<LockFile> right = this.folder.takeWatch();
		if (right.isEmpty()) {
			watchCopy();
			return;
		}
		try {
			boolean ended = false;
			while (!ended) {
				Optional<ClientFolder> store = this.folder.takeFirst(FOR_THE_STORE);
				ended = store.isPresent() ? watch(store.get(), true) : this.display.awaitEnd(LOOK_MILLIS);
			}
		}
		finally {
			right.get().close();
		}
	}

	/** Somebody watches already, so nothing is changed through this one. */
	private void watchCopy() throws InterruptedException {
		watch(this.folder.takeSpare(), false);
	}

	/** What was shown last. */
	Optional<ListView> shown() {
		return this.shown;
	}

	/** Watch until nobody wants to any more, or somebody else wants the store. */
	private boolean watch(ClientFolder client, boolean shared) throws InterruptedException {
		boolean empty = false;
		Refusals refusals = new Refusals();
		try (TodoStore opened = new TodoStore(client, this.account, this.folder.address().list(), refusals::add)) {
			SyncedStore store = opened.store();
			Subscription status = store.onStatus(this::statusChanged);
			store.subscribe(TodoQueries::inOrder, (todos) -> this.touched.set(true));
			store.waitForServerData().thenRun(this.folder::remember);
			this.connectedAgain.set(false);
			opened.goOnline();
			boolean ended = false;
			while (!ended && !(shared && this.folder.isWanted())) {
				show(store);
				refusals.tell(this.display::remark, store);
				checkTrouble(opened);
				if (this.connectedAgain.getAndSet(false)) {
					new Leftovers(this.folder, this.account, refusals, FOR_LEFTOVERS).send(false);
				}
				ended = this.display.awaitEnd(LOOK_MILLIS);
			}
			// To be without the store for a moment is not to be offline.
			status.close();
			empty = !client.isFirst() && store.pendingCount() == 0;
			return ended;
		}
		finally {
			if (empty) {
				client.delete();
			}
			client.close();
		}
	}

	/** What waits is marked, and that changes without the todos. */
	private void show(SyncedStore store) {
		boolean changed = this.touched.getAndSet(false)
				|| this.shown.map((view) -> view.waiting() != store.pendingCount()).orElse(true);
		if (changed && store.isBootstrapped()) {
			ListView now = Views.of(store);
			if (!Optional.of(now).equals(this.shown)) {
				this.shown = Optional.of(now);
				this.display.show(now);
			}
		}
	}

	private void statusChanged(ConnectionStatus status) {
		switch (status) {
			case CONNECTED -> {
				this.display.state("live", Tone.GOOD);
				this.connectedAgain.set(true);
			}
			case DISCONNECTED -> this.display.state("offline", Tone.WAITING);
			case CONNECTING -> {
				// For a moment each time that another command has had the store.
			}
		}
	}

	private void checkTrouble(TodoStore opened) {
		Contact trouble = opened.trouble().orElse(Contact.REACHED);
		switch (trouble.kind()) {
			case WRONG_PASSWORD -> throw new StatusException(StatusException.DENIED,
					"The server doesn't know " + this.account.user() + " with this password.");
			case DENIED -> throw new StatusException(StatusException.DENIED,
					"The server doesn't let " + this.account.user() + " use this list: " + trouble.detail());
			case UNREACHABLE -> {
				if (!opened.store().isBootstrapped() && !this.saidThatNothingIsHere) {
					this.saidThatNothingIsHere = true;
					this.display.remark("There is nothing of the list '" + this.folder.address().list()
							+ "' here yet, and " + this.account.server() + " can't be reached: waiting for it.",
							Tone.WAITING);
				}
			}
			case OUTDATED, REACHED -> {
				// The list goes on.
			}
		}
	}

}

package dev.syncedstore.sample.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.sync.ActionUnavailableException;
import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.sample.cli.data.ClientFolder;
import dev.syncedstore.sample.cli.data.ListFolder;
import dev.syncedstore.sample.cli.show.Layout.Tone;
import dev.syncedstore.sample.cli.show.ListView;
import dev.syncedstore.sample.cli.show.Output;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;

/**
 * One command's work with a list: its store is opened, the server is asked if it is
 * there, and at the end all that waits is sent.
 */
final class ListSession implements AutoCloseable {

	/** For somebody else to let go of the store. */
	private static final Duration FOR_THE_STORE = Duration.ofSeconds(3);

	/** For the server, where it is needed. */
	static final Duration WHERE_NEEDED = Duration.ofSeconds(10);

	private final ListFolder folder;

	private final Account account;

	private final Output output;

	private final Duration patience;

	private final ClientFolder client;

	private final Refusals refusals = new Refusals();

	private final TodoStore opened;

	private final List<Entry<Todo>> seen;

	private Contact contact = Contact.UNREACHABLE;

	private final List<MutationResult> made = new ArrayList<>();

	private int waitingElsewhere;

	/**
	 * Open a list.
	 * @param folder what is kept of it
	 * @param account whose it is
	 * @param output where to say what there is to say
	 * @param patience how long to wait for the server, where the command can do without
	 * @throws StatusException if the server is needed and doesn't answer, or doesn't let
	 * the user in
	 */
	ListSession(ListFolder folder, Account account, Output output, Duration patience) throws InterruptedException {
		this.folder = folder;
		this.account = account;
		this.output = output;
		this.patience = patience;
		this.client = folder.take(FOR_THE_STORE);
		try {
			this.opened = new TodoStore(this.client, account, folder.address().list(), this.refusals::add);
		}
		catch (RuntimeException ex) {
			this.client.close();
			throw ex;
		}
		try {
			this.seen = store().isBootstrapped() ? todos() : List.of();
			meet();
		}
		catch (RuntimeException | InterruptedException ex) {
			end();
			throw ex;
		}
	}

	private void meet() throws InterruptedException {
		this.opened.goOnline();
		this.contact = this.opened.awaitContact(
				store().isBootstrapped() || this.patience.compareTo(WHERE_NEEDED) > 0 ? this.patience : WHERE_NEEDED);
		String list = this.folder.address().list();
		switch (this.contact.kind()) {
			case REACHED -> this.folder.remember();
			case WRONG_PASSWORD -> throw new StatusException(StatusException.DENIED,
					"The server doesn't know " + this.account.user() + " with this password. Nothing was changed.");
			case DENIED -> throw new StatusException(StatusException.DENIED,
					"The server doesn't let " + this.account.user() + " use this list: " + this.contact.detail());
			case OUTDATED -> this.output.remark(
					"This program is too old for the server (" + this.contact.detail() + "): get a newer one.",
					Tone.BAD);
			case UNREACHABLE -> {
				if (!this.folder.isKnown()) {
					throw new StatusException(StatusException.UNREACHABLE, "There is nothing of the list '" + list
							+ "' here yet, and " + this.account.server() + " " + this.contact.detail()
							+ ". Only the first contact"
							+ " needs the server: start it (./mvnw spring-boot:run), or say with --server where it"
							+ " is. Nothing was changed.");
				}
			}
		}
	}

	SyncedStore store() {
		return this.opened.store();
	}

	boolean isOffline() {
		return this.contact.kind() != Contact.Kind.REACHED;
	}

	List<Entry<Todo>> todos() {
		return store().query(TodoQueries::inOrder);
	}

	ListView view() {
		return Views.of(store());
	}

	/** The todo that somebody means. */
	Entry<Todo> find(String meant) {
		List<Entry<Todo>> now = todos();
		return new TodoFinder(store().isBootstrapped() && !this.seen.isEmpty() ? this.seen : now, now).find(meant);
	}

	/**
	 * Change the list here, and send the change.
	 * @throws MutationRejectedException if the rules say no, here already
	 */
	<A extends Record> MutationResult mutate(MutatorMethod<TodoMutators, A> mutator, A args) {
		ArgsCheck.check(args);
		MutationResult result = store().mutate(mutator, args);
		this.made.add(result);
		return result;
	}

	// tag::action[]
	/**
	 * Let the server do something.
	 * @throws StatusException if it can't be reached, or says no
	 */
	<A extends Record, R> R call(ActionName<A, R> action, A args) throws InterruptedException {
		ArgsCheck.check(args);
		try {
			return store().action(action, args).get();
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNullElse(ex.getCause(), ex);
			if (cause instanceof ActionFailedException failed) {
				throw new StatusException(StatusException.REFUSED, failed.getMessage() + " (" + failed.code() + ")");
			}
			boolean unclear = cause instanceof ActionUnavailableException unavailable && unavailable.mayHaveRun();
			throw new StatusException(StatusException.UNREACHABLE, "Only the server can do that: " + cause.getMessage()
					+ (unclear ? ". It may have done it." : ". Nothing was changed."));
		}
	}
	// end::action[]

	/**
	 * Wait for the server to have a change, if it is there.
	 * @throws MutationRejectedException if the server says no
	 */
	void settle(MutationResult result) throws InterruptedException {
		if (!isOffline()) {
			this.opened.awaitServer(result.confirmed(), this.patience);
		}
		MutationRejectedException refusal = Refusals.of(result.confirmed());
		if (refusal != null) {
			this.refusals.said(result.id(), refusal);
			throw refusal;
		}
	}

	/** Whether the server has refused something that was changed here. */
	boolean isRefused() {
		return this.made.stream().anyMatch((result) -> Refusals.of(result.confirmed()) != null);
	}

	/**
	 * Send what waits, also what earlier runs have left, and say what the server has
	 * refused and what still waits.
	 * @return how many changes still wait
	 */
	int finish() throws InterruptedException {
		if (!isOffline()) {
			this.opened.awaitServer(store().waitForSync(), this.patience);
		}
		this.opened.awaitListeners();
		this.waitingElsewhere = new Leftovers(this.folder, this.account, this.refusals, this.patience)
			.send(isOffline());
		this.refusals.tell(this.output::remark, store());
		return store().pendingCount() + this.waitingElsewhere;
	}

	/** Say that something waits, and what becomes of it. */
	void tellWaiting(int waiting) {
		String where = this.account.server().toString();
		if (waiting > 0) {
			String elsewhere = (this.waitingElsewhere > 0)
					? " (" + this.waitingElsewhere + " in a spare folder, and not shown)" : "";
			this.output.remark(((waiting == 1) ? "1 change waits here" : waiting + " changes wait here") + elsewhere
					+ ": " + where + (isOffline() ? " " + this.contact.detail() + "." : " is slow.")
					+ " The next todo command that reaches it sends what waits.", Tone.WAITING);
		}
		else if (isOffline()) {
			this.output.remark("As of the last contact: " + where + " " + this.contact.detail() + ".", Tone.QUIET);
		}
	}

	/** What waits, in words. */
	List<String> waiting() {
		List<String> waiting = new ArrayList<>();
		for (PendingMutation mutation : store().pending()) {
			waiting
				.add(Changes.describe(mutation.call().name(), mutation.call().args().json(), Changes.texts(store())));
		}
		return waiting;
	}

	int refused() {
		return this.refusals.told();
	}

	@Override
	public void close() {
		end();
	}

	private void end() {
		boolean empty = store().pendingCount() == 0;
		this.opened.close();
		if (empty && !this.client.isFirst()) {
			this.client.delete();
		}
		this.client.close();
	}

}

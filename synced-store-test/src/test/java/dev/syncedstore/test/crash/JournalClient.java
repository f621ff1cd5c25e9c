package dev.syncedstore.test.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.Rejection;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.test.audit.Event.Sight;
import dev.syncedstore.test.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * A process that writes into a {@link Journal} and tells, line by line and with the time,
 * what it does, is told and sees, until it is killed. Everything that it tells happens in
 * one thread.
 */
final class JournalClient implements StoreListener {

	static final String INSTANCE = "storm";

	static final String MAKING = "making";

	static final String MADE = "made";

	static final String CONFIRMED = "confirmed";

	static final String REJECTED = "rejected";

	static final String SEEN = "seen";

	static final String READY = "ready";

	/** A line that a dying process could not finish does not have it. */
	static final String END = ".";

	static final String PAUSE = "pause";

	static final String PAUSED = "paused";

	private static final int LOOK_MILLIS = 15;

	private static final int LONGEST_PAUSE_MILLIS = 200;

	private final MutationRunner runner = new MutationRunner(JacksonValueCodecs.create());

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

	private final Set<String> made = new HashSet<>();

	private final String user;

	private final String run;

	private final SplittableRandom random;

	private final SyncedStore store;

	private @Nullable LocalState last;

	private boolean paused;

	private JournalClient(String[] args) {
		this.user = args[2];
		this.run = args[3];
		this.random = new SplittableRandom(Long.parseLong(args[4]));
		this.store = SyncedStore.builder()
			.server(URI.create(args[0]))
			.credentials(Credentials.basic(this.user, "secret"))
			.userId(this.user)
			.space("journal", INSTANCE)
			.mutators(new Journal())
			.storage(ClientStorage.inFolder(Path.of(args[1])))
			.listenerExecutor(this.thread)
			.listener(this)
			.build();
	}

	/**
	 * Run.
	 * @param args the server's address, the folder, the user, what tokens begin with, and
	 * a seed
	 */
	public static void main(String[] args) throws IOException {
		JournalClient client = new JournalClient(args);
		client.thread.scheduleWithFixedDelay(client::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
		client.thread.execute(() -> client.tell(READY));
		client.later();
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			boolean pause = line.equals(PAUSE);
			client.thread.execute(() -> client.pause(pause));
		}
		Runtime.getRuntime().halt(0);
	}

	private void pause(boolean pause) {
		this.paused = pause;
		if (pause) {
			tell(PAUSED);
		}
	}

	private void later() {
		this.thread.schedule(() -> {
			if (!this.paused) {
				mutate();
			}
			later();
		}, this.random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
	}

	private void mutate() {
		String token = this.run + "-" + this.made.size();
		int choice = this.random.nextInt(10);
		String list = (choice < 3) ? "" : "list" + choice % 2;
		tell(MAKING, token, list);
		MutationResult mutation;
		if (list.isEmpty()) {
			mutation = this.store.mutate(Journal::keep, new Journal.Keep(token));
		}
		else if (choice < 5) {
			mutation = this.store.mutate(Journal::appendInVain, new Journal.Append(token, list));
		}
		else {
			mutation = this.store.mutate(Journal::append, new Journal.Append(token, list));
		}
		this.made.add(token);
		tell(MADE, token);
		look();
		mutation.confirmed().whenComplete((nothing, failure) -> {
			look();
			if (failure == null) {
				tell(CONFIRMED, token);
			}
			else if (failure instanceof MutationRejectedException) {
				tell(REJECTED, token);
			}
		});
	}

	@Override
	public void rejected(Rejection rejection) {
		String token = Journal.tokenOf(rejection.args());
		if (!this.made.contains(token)) {
			tell(REJECTED, token);
		}
	}

	private void look() {
		LocalState now = this.store.snapshot();
		if (now == this.last) {
			return;
		}
		this.last = now;
		HistoryPoint point = now.base().point();
		String checkpoint = (point != null) ? Objects.requireNonNullElse(point.checkpoint(), "") : "";
		tell(SEEN, this.store.clientId(), Integer.toString(now.pendingCount()), "@" + checkpoint,
				SightText.write(sight(now.base().entries(), point)), SightText.write(sight(now.view(), point)));
	}

	private Sight sight(Entries entries, @Nullable HistoryPoint point) {
		String epoch = (point != null) ? point.epoch() : "";
		long version = (point != null) ? point.version() : 0;
		return this.runner.query((ctx) -> Journal.sight(ctx, epoch, version, List.of(this.user)),
				new Side(this.user, false), entries, ReadTracker.NONE);
	}

	private void tell(String... words) {
		this.out.println(System.nanoTime() + " " + String.join(" ", words) + " " + END);
	}

}

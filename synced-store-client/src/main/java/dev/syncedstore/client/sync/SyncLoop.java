package dev.syncedstore.client.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.LocalUser;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.rebase.LocalState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a local store and its server together. The public methods may be called by any
 * thread and return at once; everything happens on the scheduler.
 */
public final class SyncLoop {

	private static final Logger logger = LoggerFactory.getLogger(SyncLoop.class);

	private final SyncSettings settings;

	private final SyncEnvironment environment;

	private final WireCodec codec = new WireCodec();

	private final Exchange exchange;

	private final DeltaInbox inbox;

	private final Pusher pusher;

	private final Puller puller;

	private final ActionCaller actions;

	private final PokeLink link;

	private final Failures failures;

	private final SleepWatch sleep;

	private final AtomicBoolean woken = new AtomicBoolean();

	private volatile boolean online;

	private boolean closed;

	/** Whether the last request had an answer, whatever it was. */
	private boolean lineUp = true;

	private boolean pullWorks;

	private boolean joining;

	private int newClients;

	/**
	 * Create a loop that is offline.
	 * @param settings what to sync
	 * @param environment what to work with
	 */
	public SyncLoop(SyncSettings settings, SyncEnvironment environment) {
		this.settings = settings;
		this.environment = environment;
		this.exchange = new Exchange(environment, this.codec, settings.timings().request());
		this.inbox = new DeltaInbox(environment.store());
		this.pusher = new Pusher(this);
		this.puller = new Puller(this);
		this.actions = new ActionCaller(this);
		this.link = new PokeLink(this);
		this.failures = new Failures(this);
		this.sleep = new SleepWatch(environment, this::awoken);
	}

	/** Begin to talk with the server, or try again now. */
	public void goOnline() {
		run(() -> {
			this.online = true;
			this.sleep.start();
			this.link.gate().hurry();
			this.link.connect();
			this.puller.gate().hurry();
			this.puller.request();
			this.pusher.gate().hurry();
			this.pusher.wake();
		});
	}

	/** There is hope that what has failed works now. */
	public void hurry() {
		run(this::hurryAll);
	}

	private void hurryAll() {
		this.link.gate().hurry();
		this.puller.gate().hurry();
		this.pusher.gate().hurry();
		this.actions.hurry();
	}

	private void awoken() {
		logger.debug("The machine has slept, or its clock was set");
		this.link.renew();
		this.puller.gate().hurry();
		this.puller.request();
		this.pusher.gate().hurry();
	}

	/** Stop talking with the server. Answers that are under way are still heard. */
	public void goOffline() {
		run(() -> {
			this.online = false;
			silence();
			this.environment.observer().connected(false);
		});
	}

	/**
	 * There is something to push. Waking a thread takes longer than all the rest of a
	 * mutation, so nobody is woken where somebody will look anyway: when the client is
	 * online again, or when the push that is under way is answered.
	 */
	public void wake() {
		if (this.online && !this.pusher.isInFlight() && this.woken.compareAndSet(false, true)) {
			run(() -> {
				this.woken.set(false);
				this.pusher.wake();
			});
		}
	}

	/** There are other credentials: try at once what was denied. */
	public void credentialsChanged() {
		run(() -> {
			this.failures.forget();
			this.link.stop();
			this.link.connect();
			this.puller.gate().open();
			this.puller.request();
			this.pusher.gate().open();
		});
	}

	/**
	 * Pull, from now on.
	 * @return completed on the scheduler when a pull that began after this call is over
	 */
	public CompletableFuture<Void> pull() {
		CompletableFuture<Void> pulled = new CompletableFuture<>();
		run(() -> this.puller.request(pulled));
		return pulled;
	}

	/**
	 * Calls actions.
	 * @return calls them
	 */
	public ActionCaller actions() {
		return this.actions;
	}

	/**
	 * Whether the loop is meant to talk with the server.
	 * @return {@code false} after {@link #goOffline()} and before {@link #goOnline()}
	 */
	public boolean isOnline() {
		return this.online;
	}

	/** Stop for good. Answers that are under way are not heard. */
	public void close() {
		run(this::end);
	}

	SyncSettings settings() {
		return this.settings;
	}

	SyncTimings timings() {
		return this.settings.timings();
	}

	SyncEnvironment environment() {
		return this.environment;
	}

	LocalStore store() {
		return this.environment.store();
	}

	WireCodec codec() {
		return this.codec;
	}

	Exchange exchange() {
		return this.exchange;
	}

	DeltaInbox inbox() {
		return this.inbox;
	}

	Pusher pusher() {
		return this.pusher;
	}

	Puller puller() {
		return this.puller;
	}

	PokeLink link() {
		return this.link;
	}

	Gate gate(Runnable opened) {
		return new Gate(this.environment, this.settings.timings(), opened);
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * An answer says who the user is.
	 * @param userId the user's id
	 * @return whether that is the user of this store
	 */
	boolean identify(String userId) {
		LocalUser user = store().state().user();
		if (user.certain() && !userId.equals(user.userId())) {
			userMismatch("The server knows the user as somebody else");
			return false;
		}
		if (!user.certain()) {
			identifyFirst(userId);
		}
		return !this.closed;
	}

	/** What is known of that user may have been kept, under another client id. */
	private void identifyFirst(String userId) {
		String clientId = store().state().clientId();
		this.environment.observer().identified(userId);
		if (!this.closed) {
			store().identify(userId);
			if (!store().state().clientId().equals(clientId)) {
				this.link.resubscribe();
			}
		}
	}

	/**
	 * Somebody else is signed in.
	 * @param detail why, for people
	 */
	void userMismatch(String detail) {
		end();
		this.environment.observer().userMismatch(detail);
	}

	void pullStarts() {
		// Where the line was down, the time for one thing is the time for the other.
		if (!this.lineUp) {
			this.link.gate().hurry();
		}
	}

	void pullEnds(boolean worked) {
		this.pullWorks = worked;
		this.actions.baseMoved();
		if (worked) {
			works();
		}
		else {
			tellWhetherConnected();
		}
	}

	void pushEnds() {
		this.newClients = 0;
		this.actions.baseMoved();
		works();
	}

	void linkConnected() {
		this.puller.stopPolling();
		this.puller.gate().hurry();
		this.pusher.gate().hurry();
	}

	void linkLost() {
		if (!this.puller.gate().isOpen()) {
			tellWhetherConnected();
		}
		this.puller.request();
	}

	/**
	 * A poke came. It is joined to the base behind all that has come with it already, so
	 * that a burst of pokes makes one rebase.
	 * @param delta what it brings
	 */
	void poked(Delta delta) {
		this.inbox.poked(delta);
		if (!this.joining) {
			this.joining = true;
			run(() -> {
				this.joining = false;
				if (this.inbox.join(this.puller.isPulling())) {
					this.puller.request();
				}
				this.actions.baseMoved();
			});
		}
	}

	/**
	 * A request failed in a way that means the same for all of them.
	 * @param failure how
	 * @param gate what stands before that kind of request
	 */
	void failed(Answer.Failure failure, Gate gate) {
		this.lineUp = failure.status() != 0;
		this.failures.handle(failure, gate);
	}

	/**
	 * Take a new client id.
	 * @param commonId the last mutation that keeps belonging to the old one
	 */
	void becomeAnotherClient(long commonId) {
		LocalState local = store().state().local();
		long common = Math.max(local.processedId(), Math.min(commonId, store().state().sentId()));
		String clientId = RandomIds.next(this.environment.random());
		logger.info("The client takes a new id, because the server does not accept its old one any more");
		this.inbox.renumber(common);
		this.pusher.startOver();
		store().renumber(clientId, common);
		this.link.resubscribe();
		if (store().state().local().processedId() < 0) {
			this.puller.request();
		}
		if (this.newClients++ > 0) {
			this.pusher.gate().retryLater();
			this.puller.gate().retryLater();
		}
		this.pusher.wake();
	}

	private void works() {
		boolean recovered = !this.lineUp;
		this.lineUp = true;
		this.failures.forget();
		if (getsNews()) {
			// A push that is answered before the first pull is no sign of being offline.
			tellWhetherConnected();
		}
		if (recovered) {
			hurryAll();
		}
	}

	/** Who may not open the space has a connection for a moment, but nothing comes. */
	void tellWhetherConnected() {
		this.environment.observer().connected(this.online && getsNews());
	}

	private boolean getsNews() {
		return this.link.isSubscribed() || this.pullWorks;
	}

	private void silence() {
		this.sleep.stop();
		this.link.stop();
		this.puller.stop();
		this.pusher.stop();
		this.actions.stop();
	}

	private void end() {
		this.closed = true;
		this.online = false;
		silence();
		store().close();
	}

	private void run(Runnable step) {
		this.environment.scheduler().execute(() -> {
			if (!this.closed) {
				step.run();
			}
		});
	}

}

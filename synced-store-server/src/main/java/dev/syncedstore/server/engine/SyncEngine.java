package dev.syncedstore.server.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.CallerContextSource;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.MutationParts;
import dev.syncedstore.server.PushLimits;
import dev.syncedstore.server.RejectionTranslator;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.DeferredMutations;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.pull.PullService;
import dev.syncedstore.server.push.DeferredRuns;
import dev.syncedstore.server.push.PushService;
import dev.syncedstore.server.push.ServerMutations;
import dev.syncedstore.server.push.SpaceWriters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes, pulls and server code over one version log, put together. Made once per node;
 * thread-safe.
 */
public final class SyncEngine implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SyncEngine.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private final EngineParts parts;

	private final SpaceWriters writers;

	private final PushService pushService;

	private final PullService pullService;

	private final @Nullable DeferredRuns deferredRuns;

	private final SyncedStores syncedStores;

	private final Retention retention;

	private final AtomicReference<LocalDate> preparedFor = new AtomicReference<>(LocalDate.MIN);

	private SyncEngine(EngineParts parts, CommitListener listener, @Nullable DeferredMutations deferredMutations,
			RetentionRules retentionRules) {
		this.parts = parts;
		this.writers = new SpaceWriters(parts, listener);
		this.pushService = new PushService(parts, this.writers);
		this.pullService = new PullService(parts);
		this.deferredRuns = (deferredMutations != null)
				? new DeferredRuns(deferredMutations, this.writers, parts.mutations().callers()) : null;
		this.syncedStores = new ServerMutations(parts, this.writers, this.deferredRuns);
		this.retention = new Retention(parts, retentionRules);
	}

	/**
	 * Begin to put an engine together.
	 * @param log where spaces are kept
	 * @param catalog the mutators
	 * @param codecs the codecs of tables
	 * @return a builder, with defaults for everything else
	 */
	public static Builder builder(VersionLog log, MutatorCatalog catalog, ValueCodecs codecs) {
		return new Builder(log, catalog, codecs);
	}

	/**
	 * Serves pushes.
	 * @return the service
	 */
	public PushService pushService() {
		return this.pushService;
	}

	/**
	 * Serves pulls.
	 * @return the service
	 */
	public PullService pullService() {
		return this.pullService;
	}

	/**
	 * For server code.
	 * @return what applications use
	 */
	public SyncedStores syncedStores() {
		return this.syncedStores;
	}

	/**
	 * What the engine is made of.
	 * @return the parts
	 */
	public EngineParts parts() {
		return this.parts;
	}

	/**
	 * Run what was left over by a crash, prepare what is needed soon, and begin to remove
	 * what need not be kept. To be called at start and every ten seconds or so, on any
	 * thread that may wait for the database; failures are logged, not thrown.
	 */
	public void maintain() {
		try {
			LocalDate today = LocalDate.ofInstant(this.parts.clock().instant(), ZoneOffset.UTC);
			if (!today.equals(this.preparedFor.get())) {
				this.parts.log().prepare(today);
				this.preparedFor.set(today);
			}
			if (this.deferredRuns != null) {
				this.deferredRuns.resume();
			}
		}
		catch (RuntimeException ex) {
			logger.error("The version log can't be maintained; it is tried again soon", ex);
		}
		this.retention.begin();
	}

	/**
	 * Refuse new pushes, with 503, and wait for those that were accepted.
	 * @param timeout how long to wait; what is still waiting then is refused, too
	 * @return whether all were processed
	 */
	public boolean close(Duration timeout) {
		this.retention.close();
		return this.writers.close(timeout);
	}

	/**
	 * Refuse new pushes, and wait ten seconds for those that were accepted.
	 */
	@Override
	public void close() {
		close(CLOSE_TIMEOUT);
	}

	/**
	 * Puts an engine together.
	 */
	public static final class Builder {

		private final VersionLog log;

		private final MutatorCatalog catalog;

		private final ValueCodecs codecs;

		private final List<CommitListener> listeners = new ArrayList<>();

		private AccessDecisions access = AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED);

		private Executor executor = Runnable::run;

		private Clock clock = Clock.systemUTC();

		private Supplier<String> tokens = new RandomTokens();

		private EngineObserver observer = EngineObserver.NONE;

		private EngineLimits limits = EngineLimits.defaults();

		private PushLimits pushLimits = PushLimits.defaults();

		private @Nullable DeferredMutations deferredMutations;

		private ServerPorts ports = ServerPorts.NONE;

		private final List<CallerContextSource> callers = new ArrayList<>(List.of(new LoggingContext()));

		private final List<RejectionTranslator> translators = new ArrayList<>();

		private int transactionsAtOnce = 1;

		private RetentionRules retentionRules = RetentionRules.defaults();

		private Builder(VersionLog log, MutatorCatalog catalog, ValueCodecs codecs) {
			this.log = log;
			this.catalog = catalog;
			this.codecs = codecs;
		}

		/**
		 * Who may do what, asked each time. By default any authenticated user everything.
		 * @param policy the policy
		 * @return this builder
		 */
		public Builder policy(SpaceAccessPolicy policy) {
			return access(AccessDecisions.immediate(policy));
		}

		/**
		 * Who may do what, as far as that is known already.
		 * @param access the same as that of the hub that tells subscribers
		 * @return this builder
		 */
		public Builder access(AccessDecisions access) {
			this.access = access;
			return this;
		}

		/**
		 * What runs everything that talks to the database: at most as many threads as
		 * connections may be taken. By default the calling thread.
		 * @param executor the executor, such as a {@link DatabaseExecutor}; it may refuse
		 * work
		 * @return this builder
		 */
		public Builder executor(Executor executor) {
			this.executor = executor;
			return this;
		}

		/**
		 * The time. By default the system's.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * What makes checkpoints and the like, never the same twice. By default secure
		 * random texts.
		 * @param tokens the source of texts that nobody can guess
		 * @return this builder
		 */
		public Builder tokens(Supplier<String> tokens) {
			this.tokens = tokens;
			return this;
		}

		/**
		 * Who else is told of commits, after those that were given before.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder commitListener(CommitListener listener) {
			this.listeners.add(listener);
			return this;
		}

		/**
		 * Who is told what happens, for metrics.
		 * @param observer the observer
		 * @return this builder
		 */
		public Builder observer(EngineObserver observer) {
			this.observer = observer;
			return this;
		}

		/**
		 * How much is held in memory. By default what fits this process.
		 * @param limits the limits
		 * @return this builder
		 */
		public Builder limits(EngineLimits limits) {
			this.limits = limits;
			return this;
		}

		/**
		 * What a push and the user behind it may take. By default what no well-meaning
		 * client exceeds.
		 * @param pushLimits the limits
		 * @return this builder
		 */
		public Builder pushLimits(PushLimits pushLimits) {
			this.pushLimits = pushLimits;
			return this;
		}

		/**
		 * Where mutations go that server code makes inside a transaction of its own.
		 * Without, they run at once.
		 * @param deferredMutations the store
		 * @return this builder
		 */
		public Builder deferredMutations(DeferredMutations deferredMutations) {
			this.deferredMutations = deferredMutations;
			return this;
		}

		/**
		 * What mutators may call, besides {@link dev.syncedstore.core.ServerClock} and
		 * {@link dev.syncedstore.core.ServerRandom}, which are there unless these ports
		 * have others. By default nothing.
		 * @param ports the ports
		 * @return this builder
		 */
		public Builder ports(ServerPorts ports) {
			this.ports = ports;
			return this;
		}

		/**
		 * What else mutators find of their caller, besides the diagnostic context of the
		 * log and those that were given before.
		 * @param source takes it along
		 * @return this builder
		 */
		public Builder callerContext(CallerContextSource source) {
			this.callers.add(source);
			return this;
		}

		/**
		 * Which exceptions are refusals, besides those that were given before.
		 * @param translator says so
		 * @return this builder
		 */
		public Builder rejections(RejectionTranslator translator) {
			this.translators.add(translator);
			return this;
		}

		/**
		 * How many transactional mutators may run at the same time, by default one. Each
		 * may take two connections: that of its transaction and one for what it calls
		 * with {@code REQUIRES_NEW}.
		 * @param atOnce the number
		 * @return this builder
		 */
		public Builder transactionsAtOnce(int atOnce) {
			this.transactionsAtOnce = atOnce;
			return this;
		}

		/**
		 * How long what is kept. By default a week, and clients for ninety days.
		 * @param retentionRules the rules
		 * @return this builder
		 */
		public Builder retention(RetentionRules retentionRules) {
			this.retentionRules = retentionRules;
			return this;
		}

		/**
		 * Put the engine together.
		 * @return the engine
		 */
		public SyncEngine build() {
			EngineParts parts = new EngineParts(
					this.log, this.catalog, this.codecs, this.access, this.executor, this.clock, this.tokens,
					this.observer, this.limits, new MutationParts(new EnginePorts(this.ports, this.clock),
							new CallerContexts(this.callers), this.translators, this.transactionsAtOnce),
					this.pushLimits);
			return new SyncEngine(parts, new CommitListeners(this.listeners), this.deferredMutations,
					this.retentionRules);
		}

	}

}

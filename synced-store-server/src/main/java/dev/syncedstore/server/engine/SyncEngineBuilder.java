package dev.syncedstore.server.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.CallerContextSource;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.MutationParts;
import dev.syncedstore.server.ParkedCounts;
import dev.syncedstore.server.PushLimits;
import dev.syncedstore.server.Quotas;
import dev.syncedstore.server.RejectionTranslator;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.action.run.ActionSetup;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.DeferredMutations;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.HookCatalog;
import dev.syncedstore.server.member.MembershipRules;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link SyncEngine} together. Not thread-safe.
 */
public final class SyncEngineBuilder {

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

	private Quotas quotas = Quotas.defaults();

	private @Nullable DeferredMutations deferredMutations;

	private ServerPorts ports = ServerPorts.NONE;

	private final List<CallerContextSource> callers = new ArrayList<>(List.of(new LoggingContext()));

	private final List<RejectionTranslator> translators = new ArrayList<>();

	private int transactionsAtOnce = 1;

	private @Nullable ActionSetup actions;

	private ActionCatalog enqueueable = ActionCatalog.EMPTY;

	private @Nullable SchemaCatalog schemas;

	private MigrationLimits migrationLimits = MigrationLimits.defaults();

	private @Nullable MembershipRules members;

	private HookCatalog hooks = HookCatalog.EMPTY;

	private RetentionRules retentionRules = RetentionRules.defaults();

	SyncEngineBuilder(VersionLog log, MutatorCatalog catalog, ValueCodecs codecs) {
		this.log = log;
		this.catalog = catalog;
		this.codecs = codecs;
	}

	/**
	 * Who may do what, asked each time. By default any authenticated user everything.
	 * @param policy the policy
	 * @return this builder
	 */
	public SyncEngineBuilder policy(SpaceAccessPolicy policy) {
		return access(AccessDecisions.immediate(policy));
	}

	/**
	 * Who may do what, as far as that is known already.
	 * @param access the same as that of the hub that tells subscribers
	 * @return this builder
	 */
	public SyncEngineBuilder access(AccessDecisions access) {
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
	public SyncEngineBuilder executor(Executor executor) {
		this.executor = executor;
		return this;
	}

	/**
	 * The time. By default the system's.
	 * @param clock the clock
	 * @return this builder
	 */
	public SyncEngineBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * What makes checkpoints and the like, never the same twice. By default secure random
	 * texts.
	 * @param tokens the source of texts that nobody can guess
	 * @return this builder
	 */
	public SyncEngineBuilder tokens(Supplier<String> tokens) {
		this.tokens = tokens;
		return this;
	}

	/**
	 * Who else is told of commits, after those that were given before.
	 * @param listener the listener
	 * @return this builder
	 */
	public SyncEngineBuilder commitListener(CommitListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Who is told what happens, for metrics.
	 * @param observer the observer
	 * @return this builder
	 */
	public SyncEngineBuilder observer(EngineObserver observer) {
		this.observer = observer;
		return this;
	}

	/**
	 * How much is held in memory. By default what fits this process.
	 * @param limits the limits
	 * @return this builder
	 */
	public SyncEngineBuilder limits(EngineLimits limits) {
		this.limits = limits;
		return this;
	}

	/**
	 * What a push and the user behind it may take. By default what no well-meaning client
	 * exceeds.
	 * @param pushLimits the limits
	 * @return this builder
	 */
	public SyncEngineBuilder pushLimits(PushLimits pushLimits) {
		this.pushLimits = pushLimits;
		return this;
	}

	/**
	 * What store types may take. By default the same for all.
	 * @param quotas the quotas
	 * @return this builder
	 */
	public SyncEngineBuilder quotas(Quotas quotas) {
		this.quotas = quotas;
		return this;
	}

	/**
	 * Where mutations go that server code makes inside a transaction of its own. Without,
	 * they run at once.
	 * @param deferredMutations the store
	 * @return this builder
	 */
	public SyncEngineBuilder deferredMutations(DeferredMutations deferredMutations) {
		this.deferredMutations = deferredMutations;
		return this;
	}

	/**
	 * What mutators may call, besides {@link dev.syncedstore.core.ServerClock} and
	 * {@link dev.syncedstore.core.ServerRandom}, which are there unless these ports have
	 * others. By default nothing.
	 * @param ports the ports
	 * @return this builder
	 */
	public SyncEngineBuilder ports(ServerPorts ports) {
		this.ports = ports;
		return this;
	}

	/**
	 * What else mutators find of their caller, besides the diagnostic context of the log
	 * and those that were given before.
	 * @param source takes it along
	 * @return this builder
	 */
	public SyncEngineBuilder callerContext(CallerContextSource source) {
		this.callers.add(source);
		return this;
	}

	/**
	 * Which exceptions are refusals, besides those that were given before.
	 * @param translator says so
	 * @return this builder
	 */
	public SyncEngineBuilder rejections(RejectionTranslator translator) {
		this.translators.add(translator);
		return this;
	}

	/**
	 * How many transactional mutators may run at the same time, by default one. Each may
	 * take two connections: that of its transaction and one for what it calls with
	 * {@code REQUIRES_NEW}.
	 * @param atOnce the number
	 * @return this builder
	 */
	public SyncEngineBuilder transactionsAtOnce(int atOnce) {
		this.transactionsAtOnce = atOnce;
		return this;
	}

	/**
	 * The actions that clients call and mutators enqueue. By default none.
	 * @param actions the actions, and what they need
	 * @return this builder
	 */
	public SyncEngineBuilder actions(ActionSetup actions) {
		this.actions = actions;
		return this;
	}

	/**
	 * The actions that mutators may enqueue on a node that has none itself: other nodes
	 * run them. By default none.
	 * @param enqueueable the actions
	 * @return this builder
	 */
	public SyncEngineBuilder enqueueable(ActionCatalog enqueueable) {
		this.enqueueable = enqueueable;
		return this;
	}

	/**
	 * What store types declare. By default what the classes of the mutators do.
	 * @param schemas the schemas
	 * @return this builder
	 */
	public SyncEngineBuilder schemas(SchemaCatalog schemas) {
		this.schemas = schemas;
		return this;
	}

	/**
	 * How much of a space is brought to another version of its schema at a time. By
	 * default what nobody notices.
	 * @param limits the limits
	 * @return this builder
	 */
	public SyncEngineBuilder migrationLimits(MigrationLimits limits) {
		this.migrationLimits = limits;
		return this;
	}

	/**
	 * Which spaces have members. By default none.
	 * @param members the rules, by which {@link #access} decides, too
	 * @return this builder
	 */
	public SyncEngineBuilder members(MembershipRules members) {
		this.members = members;
		return this;
	}

	/**
	 * What is run when spaces come into being and users come and go. By default nothing.
	 * @param hooks the hooks
	 * @return this builder
	 */
	public SyncEngineBuilder hooks(HookCatalog hooks) {
		this.hooks = hooks;
		return this;
	}

	/**
	 * How long what is kept. By default a week, and clients for ninety days.
	 * @param retentionRules the rules
	 * @return this builder
	 */
	public SyncEngineBuilder retention(RetentionRules retentionRules) {
		this.retentionRules = retentionRules;
		return this;
	}

	/**
	 * Put the engine together.
	 * @return the engine
	 */
	public SyncEngine build() {
		EngineParts parts = new EngineParts(this.log, this.catalog, this.codecs, this.access, this.executor, this.clock,
				this.tokens, this.observer, this.limits,
				new MutationParts(new EnginePorts(this.ports, this.clock), new CallerContexts(this.callers),
						this.translators, this.transactionsAtOnce,
						(this.actions != null) ? this.actions.catalog() : this.enqueueable, this.members, this.hooks,
						new ParkedCounts()),
				this.pushLimits, (this.schemas != null) ? this.schemas : SchemaCatalog.of(List.of(), this.catalog),
				this.migrationLimits, this.quotas);
		return new SyncEngine(parts, new CommitListeners(this.listeners),
				new SyncEngine.Setup(this.deferredMutations, this.actions, this.retentionRules));
	}

}

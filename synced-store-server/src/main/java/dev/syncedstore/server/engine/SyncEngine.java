package dev.syncedstore.server.engine;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.action.run.ActionNode;
import dev.syncedstore.server.action.run.ActionSettings;
import dev.syncedstore.server.action.run.ActionSetup;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.DeferredMutations;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.Memberships;
import dev.syncedstore.server.pull.PullService;
import dev.syncedstore.server.push.DeferredRuns;
import dev.syncedstore.server.push.Deliverer;
import dev.syncedstore.server.push.PushService;
import dev.syncedstore.server.push.ServerMemberships;
import dev.syncedstore.server.push.SchemaRuns;
import dev.syncedstore.server.push.ServerMutations;
import dev.syncedstore.server.push.SpaceWriters;
import dev.syncedstore.server.push.WriterStatus;
import dev.syncedstore.server.schema.StoreTypeSchemas;
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

	private final ServerMutations serverMutations;

	private final Memberships memberships;

	private final @Nullable ActionNode actions;

	private final Deliverer deliverer;

	private final Retention retention;

	private final StoreTypeSchemas schemas;

	private final AtomicReference<LocalDate> preparedFor = new AtomicReference<>(LocalDate.MIN);

	SyncEngine(EngineParts parts, CommitListener listener, Setup setup) {
		this.parts = parts;
		this.writers = new SpaceWriters(parts, listener, this::enqueued, this::sent);
		this.deliverer = new Deliverer(parts, this.writers, (setup.actions != null)
				? setup.actions.settings().keepParked() : ActionSettings.defaults().keepParked());
		this.pushService = new PushService(parts, this.writers);
		this.pullService = new PullService(parts, this.writers.schemaRuns()::bring);
		this.deferredRuns = (setup.deferredMutations != null)
				? new DeferredRuns(setup.deferredMutations, this.writers, parts) : null;
		this.serverMutations = new ServerMutations(parts, this.writers, this.deferredRuns);
		this.memberships = new ServerMemberships(parts, this.serverMutations);
		this.actions = (setup.actions != null) ? new ActionNode(parts, this.serverMutations, setup.actions) : null;
		this.retention = new Retention(parts, setup.retentionRules);
		this.schemas = StoreTypeSchemas.of(parts.schemas(), parts.catalog(), parts.mutations().actions());
	}

	/**
	 * Begin to put an engine together.
	 * @param log where spaces are kept
	 * @param catalog the mutators
	 * @param codecs the codecs of tables
	 * @return a builder, with defaults for everything else
	 */
	public static SyncEngineBuilder builder(VersionLog log, MutatorCatalog catalog, ValueCodecs codecs) {
		return new SyncEngineBuilder(log, catalog, codecs);
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
	 * The actions of this node.
	 * @return the actions, or {@code null} if it was put together without
	 */
	public @Nullable ActionNode actions() {
		return this.actions;
	}

	/**
	 * Bring a space to this node's version of its schema, which whoever asks for it does
	 * by himself. Does not block.
	 * @param space the space
	 */
	public void migrate(SpaceId space) {
		this.writers.schemaRuns().bring(space).exceptionally((failure) -> {
			logger.debug("Space {} can't be brought to another version of its schema now", space, failure);
			return false;
		});
	}

	/**
	 * What the store types of this node look like.
	 * @return the schemas
	 */
	public StoreTypeSchemas schemas() {
		return this.schemas;
	}

	/**
	 * Processes what spaces send to each other.
	 * @return the deliverer
	 */
	public Deliverer deliverer() {
		return this.deliverer;
	}

	/**
	 * For server code.
	 * @return what applications use
	 */
	public SyncedStores syncedStores() {
		return this.serverMutations;
	}

	/**
	 * For server code that acts for users.
	 * @return runs mutators by name
	 */
	public ServerMutations serverMutations() {
		return this.serverMutations;
	}

	/**
	 * Brings spaces to this node's version of their schema.
	 * @return the runs
	 */
	public SchemaRuns schemaRuns() {
		return this.writers.schemaRuns();
	}

	/**
	 * What waits to be written, and what is held in memory.
	 * @return rough numbers
	 */
	public WriterStatus writers() {
		return this.writers.status();
	}

	/**
	 * For server code that says who is in spaces.
	 * @return what applications use
	 */
	public Memberships memberships() {
		return this.memberships;
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
			if (this.actions != null) {
				this.actions.maintain();
			}
			this.writers.schemaRuns().resume();
			this.deliverer.maintain();
		}
		catch (RuntimeException ex) {
			logger.error("The version log can't be maintained; it is tried again soon", ex);
		}
		this.retention.begin();
	}

	/**
	 * Run enqueued actions that have become due, and keep those that run. To be called
	 * every second or so, on any thread; returns at once.
	 */
	public void tick() {
		if (this.actions != null) {
			this.actions.tick();
		}
		this.deliverer.tick();
	}

	private void enqueued() {
		if (this.actions != null) {
			this.actions.enqueued();
		}
	}

	private void sent(SpaceId target) {
		this.deliverer.wake(target);
	}

	/**
	 * Refuse new pushes and calls of actions, with 503, and wait for those that were
	 * accepted.
	 * @param timeout how long to wait; what is still waiting then is refused, too
	 * @return whether all were processed
	 */
	public boolean close(Duration timeout) {
		this.retention.close();
		this.deliverer.close();
		if (this.actions != null) {
			// Their mutations need the writers.
			this.actions.close(timeout);
		}
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
	 * What an engine has besides its parts.
	 *
	 * @param deferredMutations where mutations go that server code makes in transactions
	 * @param actions what actions need
	 * @param retentionRules how long what is kept
	 */
	record Setup(@Nullable DeferredMutations deferredMutations, @Nullable ActionSetup actions,
			RetentionRules retentionRules) {
	}

}

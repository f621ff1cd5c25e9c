package dev.syncedstore.server.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.DeferredMutations;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.pull.PullService;
import dev.syncedstore.server.push.PushService;

/**
 * Pushes, pulls and server code over one version log, put together. Made once per node;
 * thread-safe.
 */
public final class SyncEngine implements AutoCloseable {

	/**
	 * Begin to put an engine together.
	 * @param log where spaces are kept
	 * @param catalog the mutators
	 * @param codecs the codecs of tables
	 * @return a builder, with defaults for everything else
	 */
	public static Builder builder(VersionLog log, MutatorCatalog catalog, ValueCodecs codecs) {
		return new Builder();
	}

	/**
	 * Serves pushes.
	 * @return the service
	 */
	public PushService pushService() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Serves pulls.
	 * @return the service
	 */
	public PullService pullService() {
		throw new UnsupportedOperationException();
	}

	/**
	 * For server code.
	 * @return what applications use
	 */
	public SyncedStores syncedStores() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Run what was left over by a crash, and prepare what is needed soon. To be called at
	 * start and every ten seconds or so, on any thread; failures are logged, not thrown.
	 */
	public void maintain() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Refuse new pushes, with 503, and wait for those that were accepted.
	 * @param timeout how long to wait; what is still waiting then is refused, too
	 * @return whether all were processed
	 */
	public boolean close(Duration timeout) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Refuse new pushes, and wait a few seconds for those that were accepted.
	 */
	@Override
	public void close() {
		close(Duration.ofSeconds(10));
	}

	/**
	 * Puts an engine together.
	 */
	public static final class Builder {

		/**
		 * Who may do what. By default any authenticated user everything.
		 * @param policy the policy
		 * @return this builder
		 */
		public Builder policy(SpaceAccessPolicy policy) {
			return this;
		}

		/**
		 * What runs everything that talks to the database: at most as many threads as
		 * connections may be taken. By default the calling thread.
		 * @param executor the executor; it may refuse work
		 * @return this builder
		 */
		public Builder executor(Executor executor) {
			return this;
		}

		/**
		 * The time. By default the system's.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			return this;
		}

		/**
		 * What makes checkpoints and the like. By default secure random texts.
		 * @param tokens the source of texts that nobody can guess
		 * @return this builder
		 */
		public Builder tokens(Supplier<String> tokens) {
			return this;
		}

		/**
		 * Who else is told of commits, after those that were given before.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder commitListener(CommitListener listener) {
			return this;
		}

		/**
		 * Who is told what happens, for metrics.
		 * @param observer the observer
		 * @return this builder
		 */
		public Builder observer(EngineObserver observer) {
			return this;
		}

		/**
		 * How much is held in memory. By default what fits this process.
		 * @param limits the limits
		 * @return this builder
		 */
		public Builder limits(EngineLimits limits) {
			return this;
		}

		/**
		 * Where mutations go that server code makes inside a transaction of its own.
		 * Without, they run at once.
		 * @param deferredMutations the store
		 * @return this builder
		 */
		public Builder deferredMutations(DeferredMutations deferredMutations) {
			return this;
		}

		/**
		 * Put the engine together.
		 * @return the engine
		 */
		public SyncEngine build() {
			return new SyncEngine();
		}

	}

}

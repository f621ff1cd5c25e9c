package dev.syncedstore.server.push;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.log.Deliveries;
import dev.syncedstore.server.log.LogUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that spaces process what other spaces have sent to them: at once what a
 * commit of this node has sent, and from time to time what anybody has left over.
 * Processing takes place in the commits of the receiving spaces, which remove what they
 * have processed, so that nothing is lost or done twice whoever sees to it, and how
 * often. Thread-safe.
 */
public final class Deliverer {

	private static final Logger logger = LoggerFactory.getLogger(Deliverer.class);

	private static final long SWEEP_MILLIS = Duration.ofSeconds(2).toMillis();

	/** Younger ones are most likely under way. */
	private static final Duration MIN_AGE = Duration.ofSeconds(1);

	private static final int SWEPT_AT_ONCE = 1_000;

	private static final int FORGOTTEN_AT_ONCE = 1_000;

	private final EngineParts parts;

	private final Deliveries store;

	private final SpaceWriters writers;

	private final Duration keepParked;

	/** The spaces whose next call has not begun yet. */
	private final Set<SpaceId> waiting = ConcurrentHashMap.newKeySet();

	private final AtomicLong sweptAt = new AtomicLong();

	private volatile Deliveries.Sizes sizes = new Deliveries.Sizes(0, 0);

	private volatile boolean closed;

	/**
	 * Create it.
	 * @param parts what it works with
	 * @param writers write the receiving spaces
	 * @param keepParked how long parked deliveries are kept
	 */
	public Deliverer(EngineParts parts, SpaceWriters writers, Duration keepParked) {
		this.parts = parts;
		this.store = parts.log().deliveries();
		this.writers = writers;
		this.keepParked = keepParked;
	}

	/**
	 * Something was sent to a space. Returns at once.
	 * @param target the space
	 */
	public void wake(SpaceId target) {
		if (!this.closed && this.waiting.add(target)) {
			try {
				this.parts.executor().execute(() -> prepare(target));
			}
			catch (RejectedExecutionException ex) {
				this.waiting.remove(target);
			}
		}
	}

	/**
	 * Ask what has to be asked outside of the transaction, and let the space's writer do
	 * the rest.
	 */
	private void prepare(SpaceId target) {
		try {
			List<Deliveries.Wish> wishes = this.store.wishes(target, DeliveryCall.MAX_DELIVERIES);
			if (wishes.isEmpty()) {
				this.waiting.remove(target);
				return;
			}
			Map<String, PushCall.Rights> rights = new HashMap<>();
			boolean transactional = false;
			for (Deliveries.Wish wish : wishes) {
				rights.computeIfAbsent(wish.userId(), (userId) -> rights(target, userId));
				transactional |= this.writers.execution().mayBeTransactional(target.storeType(), wish);
			}
			CompletableFuture<Boolean> result = new CompletableFuture<>();
			result.whenComplete((more, failure) -> ended(target, more, failure));
			this.writers.submit(target, new DeliveryCall(rights, transactional, DeliveryCall.MAX_DELIVERIES, false,
					() -> this.waiting.remove(target), result));
		}
		catch (LogUnavailableException ex) {
			this.waiting.remove(target);
			logger.debug("What was sent to space {} can't be looked at at the moment", target, ex);
		}
		catch (RuntimeException ex) {
			this.waiting.remove(target);
			logger.error("What was sent to space {} can't be processed; it is tried again soon", target, ex);
		}
	}

	/** Server code acts for nobody, and is asked nothing. */
	private PushCall.Rights rights(SpaceId target, String userId) {
		if (userId.equals(Actor.SYSTEM_USER_ID)) {
			return new PushCall.Rights(true, true);
		}
		boolean write = may(target, userId, SpaceOperation.OPEN) && may(target, userId, SpaceOperation.WRITE);
		return new PushCall.Rights(write, write && may(target, userId, SpaceOperation.CREATE));
	}

	private boolean may(SpaceId target, String userId, SpaceOperation operation) {
		return this.parts.access().allows(target, userId, operation);
	}

	private void ended(SpaceId target, @Nullable Boolean more, @Nullable Throwable failure) {
		this.waiting.remove(target);
		if (failure != null) {
			logger.debug("What was sent to space {} was not processed, and is tried again soon", target, failure);
		}
		else if (Boolean.TRUE.equals(more)) {
			wake(target);
		}
	}

	/**
	 * See to what others have left over, every two seconds. To be called every second or
	 * so; returns at once.
	 */
	public void tick() {
		long now = this.parts.clock().millis();
		long last = this.sweptAt.get();
		if (!this.closed && now - last >= SWEEP_MILLIS && this.sweptAt.compareAndSet(last, now)) {
			try {
				this.parts.executor().execute(this::sweep);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Deliveries are looked for later", ex);
			}
		}
	}

	private void sweep() {
		try {
			this.store.targets(MIN_AGE, SWEPT_AT_ONCE).forEach(this::wake);
		}
		catch (LogUnavailableException ex) {
			logger.debug("Deliveries can't be looked for at the moment", ex);
		}
		catch (RuntimeException ex) {
			logger.error("Deliveries can't be looked for; it is tried again soon", ex);
		}
	}

	/**
	 * Forget what was parked long ago, and count the rest. May wait for the database.
	 */
	public void maintain() {
		try {
			Instant before = this.parts.clock().instant().minus(this.keepParked);
			int forgotten = FORGOTTEN_AT_ONCE;
			while (forgotten == FORGOTTEN_AT_ONCE) {
				forgotten = this.store.forgetParked(before, FORGOTTEN_AT_ONCE);
			}
			this.sizes = this.store.sizes();
		}
		catch (LogUnavailableException ex) {
			logger.debug("Deliveries can't be counted at the moment", ex);
		}
	}

	/**
	 * How many deliveries there were the last time that they were counted.
	 * @return those that wait and those that are parked
	 */
	public Deliveries.Sizes sizes() {
		return this.sizes;
	}

	/** See to nothing any more: other nodes do, or this one when it is started again. */
	public void close() {
		this.closed = true;
	}

}

package dev.syncedstore.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.storage.StorageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges outcomes once the application was told and they lie on the disk, a little
 * later and many at once. Thread-safe.
 */
final class Receipts {

	private static final Logger logger = LoggerFactory.getLogger(Receipts.class);

	private static final Duration DELAY = Duration.ofMillis(250);

	private final LocalStore store;

	private final Scheduler scheduler;

	private final Executor executor;

	private String clientId = "";

	private long id;

	private Set<String> nonces = new HashSet<>();

	private boolean scheduled;

	Receipts(LocalStore store, Scheduler scheduler, Executor executor) {
		this.store = store;
		this.scheduler = scheduler;
		this.executor = executor;
	}

	/**
	 * The application was told outcomes.
	 * @param clientId the client whose mutations these were
	 * @param id up to this one
	 * @param told the nonces of the rejections among them that it was told
	 */
	void told(String clientId, long id, Set<String> told) {
		boolean schedule;
		synchronized (this) {
			this.id = clientId.equals(this.clientId) ? Math.max(this.id, id) : id;
			this.clientId = clientId;
			this.nonces.addAll(told);
			schedule = !this.scheduled;
			this.scheduled = true;
		}
		if (!this.store.journal().isLasting()) {
			acknowledge();
		}
		else if (schedule) {
			this.scheduler.schedule(DELAY, () -> this.executor.execute(this::forceAndAcknowledge));
		}
	}

	/** The store closes: whom the application was told of, it need not be told again. */
	void close() {
		acknowledge();
	}

	private void acknowledge() {
		Told told = take();
		if (told != null) {
			this.store.acknowledge(told.clientId, told.id, told.nonces);
		}
	}

	private void forceAndAcknowledge() {
		Told told = take();
		if (told == null) {
			return;
		}
		try {
			this.store.prepareAcknowledgement(told.clientId, told.id, told.nonces);
			this.store.journal().force();
			this.store.acknowledge(told.clientId, told.id, told.nonces);
		}
		catch (StorageException ex) {
			boolean closed = this.store.state().closed();
			putBack(told, closed);
			if (!closed) {
				logger.warn("Outcomes can't be acknowledged, because they can't be stored", ex);
			}
		}
	}

	private synchronized @Nullable Told take() {
		if (!this.scheduled) {
			return null;
		}
		this.scheduled = false;
		Told told = new Told(this.clientId, this.id, this.nonces);
		this.nonces = new HashSet<>();
		return told;
	}

	private synchronized void putBack(Told told, boolean scheduled) {
		this.nonces.addAll(told.nonces);
		this.scheduled |= scheduled;
	}

	/**
	 * What the application was told.
	 */
	private record Told(String clientId, long id, Set<String> nonces) {
	}

}

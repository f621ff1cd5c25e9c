package dev.syncedstore.server.engine;

import java.util.List;

import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.CommittedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several listeners, each of them even if another fails.
 */
final class CommitListeners implements CommitListener {

	private static final Logger logger = LoggerFactory.getLogger(CommitListeners.class);

	private final List<CommitListener> listeners;

	CommitListeners(List<CommitListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void committed(CommittedBatch batch) {
		for (CommitListener listener : this.listeners) {
			try {
				listener.committed(batch);
			}
			catch (RuntimeException ex) {
				logger.error("A commit listener failed for space {}; its subscribers notice by themselves",
						batch.space(), ex);
			}
		}
	}

}

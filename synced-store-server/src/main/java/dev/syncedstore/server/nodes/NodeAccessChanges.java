package dev.syncedstore.server.nodes;

import java.util.function.Consumer;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.AccessChanges;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells of changes of access once the transaction that they were made in has committed,
 * as the policy would not see them before.
 *
 * @param listener is told
 */
record NodeAccessChanges(Consumer<News.Access> listener) implements AccessChanges {

	@Override
	public void changed(SpaceId space, String userId) {
		tell(new News.Access(space, userId));
	}

	@Override
	public void changed(SpaceId space) {
		tell(new News.Access(space, null));
	}

	@Override
	public void changedEverywhere(String userId) {
		tell(new News.Access(null, userId));
	}

	private void tell(News.Access news) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			this.listener.accept(news);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				NodeAccessChanges.this.listener.accept(news);
			}

		});
	}

}

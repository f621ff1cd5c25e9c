package dev.syncedstore.server.operations;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.action.ParkedActions;
import dev.syncedstore.server.action.run.ActionNode;
import dev.syncedstore.server.delivery.ParkedDeliveries;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.LogInspection;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.nodes.NodeNews;
import dev.syncedstore.server.poke.PokeHub;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do: look at a node and at the log that all nodes share, and set right
 * what can't be left to itself. Nothing of it shows a key or a value. What changes
 * something is said in the log. Thread-safe; waits for the database.
 */
public final class Operations {

	private static final Logger logger = LoggerFactory.getLogger(Operations.class);

	private final SyncEngine engine;

	private final LogInspection log;

	private final ParkedActions parked;

	private final PokeHub hub;

	private final NodeNews news;

	/**
	 * Create it.
	 * @param engine the node's engine
	 * @param log looks into the log
	 * @param parked the actions that wait for an operator
	 * @param hub tells subscribers
	 * @param news tells other nodes
	 */
	public Operations(SyncEngine engine, LogInspection log, ParkedActions parked, PokeHub hub, NodeNews news) {
		this.engine = engine;
		this.log = log;
		this.parked = parked;
		this.hub = hub;
		this.news = news;
	}

	/**
	 * What this node has to do.
	 * @return rough numbers
	 */
	public NodeStatus node() {
		ActionNode actions = this.engine.actions();
		return new NodeStatus(this.engine.writers(), this.engine.pullService().waiting(), this.hub.subscriptions(),
				this.hub.spaces(), (actions != null) ? actions.running() : 0, this.news.isListening());
	}

	/**
	 * What is to be seen of the log.
	 * @return looks into it
	 */
	public LogInspection log() {
		return this.log;
	}

	/**
	 * Enqueued actions that wait for an operator.
	 * @return the actions
	 */
	public ParkedActions parkedActions() {
		return this.parked;
	}

	/**
	 * Let a parked action run again.
	 * @param id its id
	 * @return whether it was parked
	 */
	public boolean retry(long id) {
		boolean found = this.parked.retry(id);
		if (found) {
			logger.info("Parked action {} is to run again, because an operator wants it", id);
		}
		return found;
	}

	/**
	 * Forget a parked action.
	 * @param id its id
	 * @return whether it was parked
	 */
	public boolean discard(long id) {
		boolean found = this.parked.discard(id);
		if (found) {
			logger.info("Parked action {} is dropped, because an operator wants it", id);
		}
		return found;
	}

	/**
	 * Mutations that spaces have sent to others, were rejected there, and wait for an
	 * operator.
	 * @return the deliveries
	 */
	public ParkedDeliveries parkedDeliveries() {
		return this.engine.parts().log().deliveries();
	}

	/**
	 * Let a parked delivery run again, within some seconds.
	 * @param id its id
	 * @return whether it was parked
	 */
	public boolean retryDelivery(long id) {
		boolean found = parkedDeliveries().retry(id);
		if (found) {
			logger.info("Parked delivery {} is to run again, because an operator wants it", id);
		}
		return found;
	}

	/**
	 * Forget a parked delivery.
	 * @param id its id
	 * @return whether it was parked
	 */
	public boolean discardDelivery(long id) {
		boolean found = parkedDeliveries().discard(id);
		if (found) {
			logger.info("Parked delivery {} is dropped, because an operator wants it", id);
		}
		return found;
	}

	/**
	 * Delete a space for ever, as server code does.
	 * @param space the space
	 * @return completed once it is durable
	 */
	public CompletableFuture<@Nullable Void> delete(SpaceId space) {
		logger.info("Space {} is deleted for ever, because an operator wants it", space);
		return this.engine.syncedStores().delete(space);
	}

	/**
	 * Erase what all spaces have of a user, as server code does.
	 * @param userId the user's id
	 * @return completed once it is durable
	 */
	public CompletableFuture<@Nullable Void> eraseUser(String userId) {
		logger.info("What spaces have of a user is erased, because an operator wants it");
		return this.engine.syncedStores().eraseUser(userId);
	}

	/**
	 * Begin another history of a space: everybody loads it anew.
	 * @param space the space
	 * @return whether there is such a space
	 */
	public boolean replaceEpoch(SpaceId space) {
		SpaceHead now = this.engine.parts().log().<@Nullable SpaceHead>write(space, false, (locked) -> {
			if (!locked.head().isAlive()) {
				return null;
			}
			locked.replaceEpoch(UUID.randomUUID().toString());
			return locked.head();
		});
		if (now == null) {
			return false;
		}
		logger.info("Space {} begins a new epoch at version {}, because an operator wants it: its clients load it anew",
				space, now.version());
		CommittedBatch nothingButTheEpoch = new CommittedBatch(space, now, now.version() + 1, List.of(), Map.of(),
				List.of());
		List.<CommitListener>of(this.hub, this.news).forEach((listener) -> listener.committed(nothingButTheEpoch));
		return true;
	}

	/**
	 * Begin another history of every space, as after a backup was restored. Those who
	 * subscribe are told by the next look at the log, on other nodes, too.
	 * @return how many spaces there are
	 */
	public long replaceEpochs() {
		long spaces = this.log.replaceEpochs(UUID.randomUUID().toString());
		logger.info("All {} spaces begin a new epoch, because an operator wants it: their clients load them anew",
				spaces);
		this.hub.review();
		return spaces;
	}

	/**
	 * Begin to remove now what may be removed, rather than when the next day begins. It
	 * goes on in the background, in the usual small steps.
	 */
	public void compact() {
		logger.info("What may be forgotten is removed now, because an operator wants it");
		this.log.forgetAgain();
		this.engine.maintain();
	}

}

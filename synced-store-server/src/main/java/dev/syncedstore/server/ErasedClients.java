package dev.syncedstore.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.log.ClientRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a client whose user was erased know that, where all others are only told that they
 * have no access. Thread-safe.
 */
public final class ErasedClients {

	private static final Logger logger = LoggerFactory.getLogger(ErasedClients.class);

	private final EngineParts parts;

	/**
	 * Create it.
	 * @param parts knows the log, and the threads for it
	 */
	public ErasedClients(EngineParts parts) {
		this.parts = parts;
	}

	/**
	 * Refuse a request. If access is denied, it is looked up first, on another thread,
	 * whether the client has to forget what it has.
	 * @param <T> the type of the answer
	 * @param space the space
	 * @param clientId the client
	 * @param refusal the refusal
	 * @param answer gets it
	 */
	public <T> void refuse(SpaceId space, String clientId, Answer.Refused<T> refusal,
			CompletableFuture<Answer<T>> answer) {
		if (!refusal.problem().is(ProblemCode.ACCESS_DENIED)) {
			answer.complete(refusal);
			return;
		}
		try {
			this.parts.executor()
				.execute(() -> answer.complete(
						isErased(space, clientId) ? new Answer.Refused<>(RequestGate.userErased(), null) : refusal));
		}
		catch (RejectedExecutionException ex) {
			answer.complete(refusal);
		}
	}

	private boolean isErased(SpaceId space, String clientId) {
		try {
			return this.parts.log().read(space, (snapshot) -> {
				ClientRecord client = snapshot.clients(List.of(clientId)).get(clientId);
				return client != null && client.isErased();
			});
		}
		catch (RuntimeException ex) {
			// It finds out the next time that it is denied.
			logger.debug("It can't be looked up whether a client of space {} is erased", space, ex);
			return false;
		}
	}

}

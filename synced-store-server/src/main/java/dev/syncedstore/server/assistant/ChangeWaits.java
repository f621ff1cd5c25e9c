package dev.syncedstore.server.assistant;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.poke.Poke;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes. Each wait holds its caller's thread, so there are few at a time.
 * Thread-safe.
 */
final class ChangeWaits {

	private static final int AT_ONCE = 32;

	private static final int OF_A_USER = 4;

	/** As one of nobody's clients it is told of nobody's rejections. */
	private static final String NO_CLIENT = "";

	private final PokeHub hub;

	private final Semaphore room = new Semaphore(AT_ONCE);

	private final Map<String, Integer> ofUsers = new ConcurrentHashMap<>();

	ChangeWaits(PokeHub hub) {
		this.hub = hub;
	}

	/**
	 * Wait until a space is beyond a version, or the time is up.
	 * @return why it was refused, or {@code null}
	 */
	<T> Answer.@Nullable Refused<T> await(SpaceId space, String userId, Wish wish) {
		int ofUser = this.ofUsers.merge(userId, 1, Integer::sum);
		try {
			if (ofUser > OF_A_USER || !this.room.tryAcquire()) {
				return new Answer.Refused<>(
						Problem.of(ProblemCode.TOO_MANY_REQUESTS, "Too many wait for changes already"),
						Duration.ofSeconds(1));
			}
			try {
				return subscribe(space, userId, wish);
			}
			finally {
				this.room.release();
			}
		}
		finally {
			this.ofUsers.computeIfPresent(userId, (user, count) -> (count > 1) ? count - 1 : null);
		}
	}

	private <T> Answer.@Nullable Refused<T> subscribe(SpaceId space, String userId, Wish wish) {
		CompletableFuture<@Nullable Problem> end = new CompletableFuture<>();
		PokeHandle handle = this.hub.subscribe(new PokeSubscription(space, userId, NO_CLIENT, wish.schemaVersion),
				new PokeReceiver() {

					@Override
					public void poked(Poke poke) {
						if (poke.version() > wish.version) {
							end.complete(null);
						}
					}

					@Override
					public void ended(ProblemCode code, String detail) {
						end.complete(Problem.of(code, detail));
					}

				});
		try {
			Problem problem = end.get(wish.timeout.toMillis(), TimeUnit.MILLISECONDS);
			return (problem != null) ? new Answer.Refused<>(problem, null) : null;
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			handle.close();
		}
	}

	/**
	 * What is waited for.
	 *
	 * @param version something beyond this version
	 * @param schemaVersion the schema version of the store type
	 * @param timeout how long
	 */
	record Wish(long version, int schemaVersion, Duration timeout) {
	}

}

package dev.syncedstore.test.transport;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A server's process, which can be killed: what it was about to do never happens, whoever
 * waits for an answer is told that the connection broke, and nobody is answered any more.
 * What its log has by then is all that is left of it. Belongs to the thread of its
 * virtual time.
 */
public final class MortalServer implements ServerPort {

	private final Set<CompletableFuture<TransportResponse>> unanswered = new LinkedHashSet<>();

	private @Nullable ServerPort port;

	private boolean dead;

	/**
	 * Begin to serve.
	 * @param port answers as long as the process lives
	 */
	public void serve(ServerPort port) {
		this.port = port;
	}

	/** End at once. */
	public void kill() {
		this.dead = true;
		List<CompletableFuture<TransportResponse>> waiting = List.copyOf(this.unanswered);
		this.unanswered.clear();
		waiting.forEach((answer) -> answer.completeExceptionally(new IOException("The server has died")));
	}

	/**
	 * Whether the process lives.
	 * @return {@code false} after it was killed
	 */
	public boolean isAlive() {
		return !this.dead;
	}

	/**
	 * A task of this process.
	 * @param task the task
	 * @return the task, which does nothing once the process is dead
	 */
	public Runnable whileAlive(Runnable task) {
		return () -> {
			if (!this.dead) {
				task.run();
			}
		};
	}

	/**
	 * Threads of this process.
	 * @param executor runs tasks
	 * @return an executor whose tasks do nothing once the process is dead
	 */
	public Executor whileAlive(Executor executor) {
		return (task) -> executor.execute(whileAlive(task));
	}

	@Override
	public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
		ServerPort serving = this.port;
		if (this.dead || serving == null) {
			return CompletableFuture.failedFuture(new IOException("The server is down"));
		}
		CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
		this.unanswered.add(answer);
		serving.post(userId, request).whenComplete((response, failure) -> {
			this.unanswered.remove(answer);
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else {
				answer.complete(response);
			}
		});
		return answer;
	}

	@Override
	public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
		ServerPort serving = this.port;
		return (this.dead || serving == null) ? () -> {
		} : serving.subscribe(subscription, receiver);
	}

}

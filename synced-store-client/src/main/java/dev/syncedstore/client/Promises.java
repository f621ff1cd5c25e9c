package dev.syncedstore.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The futures that somebody waits for, so that none is left open when the store closes.
 * Thread-safe.
 */
final class Promises {

	private final Map<String, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

	private volatile @Nullable RuntimeException end;

	/**
	 * Promise something.
	 * @param name names the promise
	 * @return a future that completes when the promise is kept or broken
	 */
	CompletableFuture<Void> make(String name) {
		CompletableFuture<Void> promise = new CompletableFuture<>();
		this.open.put(name, promise);
		RuntimeException over = this.end;
		if (over != null) {
			breakPromise(name, over);
		}
		return promise;
	}

	/** Keep a promise. An unknown name is ignored. */
	void keep(String name) {
		CompletableFuture<Void> promise = this.open.remove(name);
		if (promise != null) {
			promise.complete(null);
		}
	}

	/** Break a promise. An unknown name is ignored. */
	void breakPromise(String name, RuntimeException reason) {
		CompletableFuture<Void> promise = this.open.remove(name);
		if (promise != null) {
			promise.completeExceptionally(reason);
		}
	}

	boolean isOpen(String name) {
		return this.open.containsKey(name);
	}

	List<CompletableFuture<Void>> all() {
		return List.copyOf(this.open.values());
	}

	/** Break all promises, and those made later. */
	void end(RuntimeException reason) {
		this.end = reason;
		List.copyOf(this.open.keySet()).forEach((name) -> breakPromise(name, reason));
	}

}

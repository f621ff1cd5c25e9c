package dev.syncedstore.server;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Is told what the engine does, for metrics. Called on whatever thread does it, so
 * implementations are quick, thread-safe and don't throw.
 */
public interface EngineObserver {

	/** Ignores everything. */
	EngineObserver NONE = new EngineObserver() {
	};

	/**
	 * A push was answered.
	 * @param storeType the store type, empty if it is unknown
	 * @param duration from the request to the answer
	 * @param problemCode why it was refused, or {@code null} if it was served
	 */
	default void pushed(String storeType, Duration duration, @Nullable String problemCode) {
	}

	/**
	 * A pull, or a page of one, was answered.
	 * @param storeType the store type, empty if it is unknown
	 * @param duration from the request to the answer
	 * @param problemCode why it was refused, or {@code null} if it was served
	 */
	default void pulled(String storeType, Duration duration, @Nullable String problemCode) {
	}

	/**
	 * A batch of mutations was committed.
	 * @param storeType the store type
	 * @param mutations how many mutations were in it
	 * @param duration from taking the batch to the end of the commit
	 */
	default void batchCommitted(String storeType, int mutations, Duration duration) {
	}

	/**
	 * A mutation was rejected.
	 * @param storeType the store type
	 * @param mutator the mutator's name, or {@code unknown} if there is none of the name
	 * that was asked for
	 * @param code the code of the rejection
	 */
	default void rejected(String storeType, String mutator, String code) {
	}

	/**
	 * A mutation that another space has sent was processed.
	 * @param storeType the store type
	 * @param mutator the mutator's name, or {@code unknown} if there is none of the name
	 * that was asked for
	 * @param code the code of its rejection, or {@code null} if it was applied
	 */
	default void delivered(String storeType, String mutator, @Nullable String code) {
	}

	/**
	 * The call of an action was answered.
	 * @param storeType the store type, empty if it is unknown
	 * @param action the action's name, or {@code unknown} if there is none of the name
	 * that was asked for
	 * @param duration from the request to the answer
	 * @param problemCode why it failed, or {@code null} if it was served
	 */
	default void actionCalled(String storeType, String action, Duration duration, @Nullable String problemCode) {
	}

	/**
	 * An enqueued action was begun, and has ended.
	 * @param storeType the store type
	 * @param action the action's name
	 * @param duration from its beginning to its end
	 * @param outcome {@code done}, {@code retried} if it is to run again, or
	 * {@code parked}
	 */
	default void enqueuedActionEnded(String storeType, String action, Duration duration, String outcome) {
	}

}

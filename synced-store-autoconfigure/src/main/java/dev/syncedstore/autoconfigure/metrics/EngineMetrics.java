package dev.syncedstore.autoconfigure.metrics;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.server.EngineObserver;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Timers and counters of pushes, pulls and commits. The number of time series is bounded
 * whatever clients send and mutators throw.
 */
final class EngineMetrics implements EngineObserver {

	private static final int MAX_REJECTION_SERIES = 500;

	private static final String STORE_TYPE = "store.type";

	private static final String ACTION = "action";

	private static final String OTHER = "other";

	private final MeterRegistry registry;

	private final Set<Rejection> rejections = ConcurrentHashMap.newKeySet();

	EngineMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void pushed(String storeType, Duration duration, @Nullable String problemCode) {
		answered("syncedstore.push", storeType, duration, problemCode);
	}

	@Override
	public void pulled(String storeType, Duration duration, @Nullable String problemCode) {
		answered("syncedstore.pull", storeType, duration, problemCode);
	}

	private void answered(String name, String storeType, Duration duration, @Nullable String problemCode) {
		this.registry
			.timer(name, STORE_TYPE, storeType.isEmpty() ? "unknown" : storeType, "outcome",
					(problemCode != null) ? problemCode : "served")
			.record(duration);
	}

	@Override
	public void actionCalled(String storeType, String action, Duration duration, @Nullable String problemCode) {
		this.registry
			.timer("syncedstore.action", STORE_TYPE, storeType.isEmpty() ? "unknown" : storeType, ACTION, action,
					"outcome", (problemCode != null) ? problemCode : "served")
			.record(duration);
	}

	@Override
	public void enqueuedActionEnded(String storeType, String action, Duration duration, String outcome) {
		this.registry.timer("syncedstore.action.enqueued", STORE_TYPE, storeType, ACTION, action, "outcome", outcome)
			.record(duration);
	}

	/** What mutators reject with is bounded as what clients are told is. */
	@Override
	public void delivered(String storeType, String mutator, @Nullable String code) {
		Rejection delivery = bounded(new Rejection(storeType, mutator, (code != null) ? code : "applied"));
		this.registry
			.counter("syncedstore.deliveries.processed", STORE_TYPE, delivery.storeType, "mutator", delivery.mutator,
					"outcome", delivery.code)
			.increment();
	}

	@Override
	public void batchCommitted(String storeType, int mutations, Duration duration) {
		this.registry.timer("syncedstore.commit", STORE_TYPE, storeType).record(duration);
		this.registry.summary("syncedstore.commit.mutations", STORE_TYPE, storeType).record(mutations);
	}

	@Override
	public void rejected(String storeType, String mutator, String code) {
		Rejection rejection = bounded(new Rejection(storeType, mutator, code));
		this.registry
			.counter("syncedstore.rejections", STORE_TYPE, rejection.storeType, "mutator", rejection.mutator, "code",
					rejection.code)
			.increment();
	}

	/** Codes are the application's, which may make up as many as it likes. */
	private Rejection bounded(Rejection rejection) {
		if (this.rejections.contains(rejection)) {
			return rejection;
		}
		if (this.rejections.size() >= MAX_REJECTION_SERIES) {
			return new Rejection(rejection.storeType, rejection.mutator, OTHER);
		}
		this.rejections.add(rejection);
		return rejection;
	}

	private record Rejection(String storeType, String mutator, String code) {
	}

}

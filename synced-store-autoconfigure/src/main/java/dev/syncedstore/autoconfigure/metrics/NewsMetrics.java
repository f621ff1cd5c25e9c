package dev.syncedstore.autoconfigure.metrics;

import dev.syncedstore.server.nodes.NewsObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counters of the news between nodes.
 */
final class NewsMetrics implements NewsObserver {

	private final Counter sent;

	private final Counter heard;

	private final Counter lost;

	NewsMetrics(MeterRegistry registry) {
		this.sent = Counter.builder("syncedstore.news.sent")
			.description("Notifications sent to other nodes")
			.register(registry);
		this.heard = Counter.builder("syncedstore.news.heard")
			.description("Notifications of other nodes that were heard")
			.register(registry);
		this.lost = Counter.builder("syncedstore.news.lost")
			.description("Times that the connection for listening was lost or could not be opened")
			.register(registry);
	}

	@Override
	public void sent(int news) {
		this.sent.increment();
	}

	@Override
	public void heard(int news) {
		this.heard.increment();
	}

	@Override
	public void lost() {
		this.lost.increment();
	}

}

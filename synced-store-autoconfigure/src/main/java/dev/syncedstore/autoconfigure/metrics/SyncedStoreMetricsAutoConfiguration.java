package dev.syncedstore.autoconfigure.metrics;

import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.action.run.ActionNode;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.nodes.NewsObserver;
import dev.syncedstore.server.nodes.NodeNews;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of metrics.
 */
@AutoConfiguration(afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "synced-store.enabled", matchIfMissing = true)
public final class SyncedStoreMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EngineObserver syncedStoreEngineMetrics(MeterRegistry registry) {
		return new EngineMetrics(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	PokeObserver syncedStorePokeMetrics(MeterRegistry registry) {
		return new PokeMetrics(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	NewsObserver syncedStoreNewsMetrics(MeterRegistry registry) {
		return new NewsMetrics(registry);
	}

	@Bean
	MeterBinder syncedStoreNewsGauges(ObjectProvider<NodeNews> news, ObjectProvider<PokeHub> hubs) {
		return (registry) -> {
			news.ifAvailable(
					(node) -> Gauge.builder("syncedstore.news.listening", node, (known) -> known.isListening() ? 1 : 0)
						.description("1 while notifications of other nodes are known to arrive")
						.register(registry));
			hubs.ifAvailable((hub) -> FunctionCounter.builder("syncedstore.news.reads", hub, PokeHub::deltasRead)
				.description("Times that the log was read for commits of other nodes")
				.register(registry));
		};
	}

	@Bean
	MeterBinder syncedStoreActionGauges(ObjectProvider<SyncEngine> engines) {
		return (registry) -> engines.ifAvailable((engine) -> {
			ActionNode actions = engine.actions();
			if (actions != null) {
				Gauge.builder("syncedstore.actions.due", actions, (node) -> node.sizes().due())
					.description("Enqueued actions of all nodes that are to run now")
					.register(registry);
				Gauge.builder("syncedstore.actions.parked", actions, (node) -> node.sizes().parked())
					.description("Enqueued actions that were given up until somebody looks at them")
					.register(registry);
			}
		});
	}

	@Bean
	MeterBinder syncedStoreDeliveryGauges(ObjectProvider<SyncEngine> engines) {
		return (registry) -> engines.ifAvailable((engine) -> {
			Gauge.builder("syncedstore.deliveries.waiting", engine.deliverer(), (node) -> node.sizes().waiting())
				.description("Mutations of all nodes that were sent to other spaces and wait")
				.register(registry);
			Gauge.builder("syncedstore.deliveries.parked", engine.deliverer(), (node) -> node.sizes().parked())
				.description("Mutations that were rejected by the spaces that they were sent to")
				.register(registry);
		});
	}

	@Bean
	MeterBinder syncedStoreQueueGauges(ObjectProvider<SyncEngine> engines) {
		return (registry) -> engines.ifAvailable((engine) -> {
			Gauge.builder("syncedstore.waiting.mutations", engine, (node) -> node.writers().waitingMutations())
				.description("Mutations that wait for the database")
				.register(registry);
			Gauge.builder("syncedstore.waiting.pulls", engine, (node) -> node.pullService().waiting())
				.description("Pulls that wait for the database or are being served")
				.register(registry);
			Gauge.builder("syncedstore.cache.size", engine, (node) -> node.writers().cachedBytes())
				.description("Size of the cached entries of spaces")
				.baseUnit(BaseUnits.BYTES)
				.register(registry);
		});
	}

	@Bean
	MeterBinder syncedStoreGauges(ObjectProvider<PokeHub> hubs) {
		return (registry) -> hubs
			.ifAvailable((hub) -> Gauge.builder("syncedstore.subscriptions", hub, PokeHub::subscriptions)
				.description("Open subscriptions")
				.register(registry));
	}

}

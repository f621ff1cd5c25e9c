package dev.syncedstore.autoconfigure;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.CallerContextSource;
import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.RejectionTranslator;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.AccessChanges;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceMembership;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.action.Actions;
import dev.syncedstore.server.action.run.ActionSetup;
import dev.syncedstore.server.action.run.OwnActionThreads;
import dev.syncedstore.server.delivery.ParkedDeliveries;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.engine.SyncEngineBuilder;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.HistoryGuard;
import dev.syncedstore.server.log.JpaActionCalls;
import dev.syncedstore.server.log.JpaActionOutbox;
import dev.syncedstore.server.log.JpaDeferredMutations;
import dev.syncedstore.server.log.JpaLogInspection;
import dev.syncedstore.server.log.JpaVersionLog;
import dev.syncedstore.server.log.LogInspection;
import dev.syncedstore.server.log.LogMigration;
import dev.syncedstore.server.log.LogSettings;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.nodes.NewsObserver;
import dev.syncedstore.server.nodes.NodeNews;
import dev.syncedstore.server.operations.Operations;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import jakarta.persistence.EntityManagerFactory;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Auto-configuration of synced stores over the application's JPA and PostgreSQL. The
 * endpoints for clients are a matter of their own; without a web server,
 * {@link SyncedStores} can be used all the same.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
		"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
		"org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
		"org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration",
		"dev.syncedstore.autoconfigure.metrics.SyncedStoreMetricsAutoConfiguration" })
@ConditionalOnClass({ EntityManagerFactory.class, DataSource.class, PlatformTransactionManager.class,
		DataSourcePoolMetadataProvider.class })
@ConditionalOnBooleanProperty(name = "synced-store.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ SyncedStoreProperties.class, MigrationsProperties.class })
public final class SyncedStoreAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SyncedStoreAutoConfiguration.class);

	/** Half of what the most common pool has by default. */
	private static final int CONNECTIONS_OF_UNKNOWN_POOL = 5;

	@Bean
	WireCodec syncedStoreWireCodec() {
		return new WireCodec();
	}

	@Bean
	@ConditionalOnMissingBean
	ValueCodecs syncedStoreValueCodecs() {
		return JacksonValueCodecs.create();
	}

	@Bean
	MutatorCatalog syncedStoreMutatorCatalog(ListableBeanFactory beanFactory, ValueCodecs codecs) {
		MutatorCatalog catalog = MutatorCatalog.of(beanFactory.getBeansWithAnnotation(Mutators.class).values(), codecs);
		if (catalog.storeTypes().isEmpty()) {
			logger.warn("No mutators were found, so there is nothing to sync. Write a class that is annotated with "
					+ "@Mutators(type = \"todo\"), in or below the package of the application class, with a method such "
					+ "as @Mutator public void addTodo(MutationContext ctx, AddTodo args), where AddTodo is a record");
		}
		return catalog;
	}

	@Bean
	SchemaCatalog syncedStoreSchemaCatalog(ListableBeanFactory beanFactory, MutatorCatalog mutators) {
		return SchemaCatalog.of(BeanClasses.annotated(beanFactory, Schema.class), mutators)
			.within(mutators.storeTypes());
	}

	@Bean
	SyncedStoreDatabase syncedStoreDatabase(ObjectProvider<EntityManagerFactory> entityManagerFactories,
			ObjectProvider<PlatformTransactionManager> transactionManagers, ObjectProvider<DataSource> dataSources) {
		return SyncedStoreDatabase.find(entityManagerFactories, transactionManagers, dataSources);
	}

	@Bean
	@ConditionalOnMissingBean
	VersionLog syncedStoreVersionLog(SyncedStoreDatabase database, SyncedStoreProperties properties,
			ObjectProvider<PokeHub> hub, ObjectProvider<NodeNews> news) {
		try {
			new LogMigration(database.dataSource(), properties.schema(), properties.migrate()).run();
		}
		catch (FlywayException ex) {
			throw new LogMigrationFailedException(properties.schema(), ex);
		}
		JpaVersionLog log = new JpaVersionLog(database.entityManagerFactory(), database.transactionManager(),
				new LogSettings(properties.schema(), properties.limits().clientsPerSpace(), Clock.systemUTC()));
		return new HistoryGuard(log, () -> UUID.randomUUID().toString(), (batch) -> {
			hub.ifAvailable((present) -> present.committed(batch));
			news.ifAvailable((present) -> present.committed(batch));
		});
	}

	@Bean
	NodeThreads syncedStoreThreads(SyncedStoreDatabase database,
			ObjectProvider<DataSourcePoolMetadataProvider> poolMetadata) {
		List<DataSourcePoolMetadataProvider> providers = poolMetadata.orderedStream().toList();
		DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(providers)
			.getDataSourcePoolMetadata(database.dataSource());
		Integer size = (pool != null) ? pool.getMax() : null;
		return new NodeThreads((size != null && size > 0) ? Math.max(1, size / 2) : CONNECTIONS_OF_UNKNOWN_POOL);
	}

	@Bean
	AccessDecisions syncedStoreAccessDecisions(ListableBeanFactory beanFactory,
			ObjectProvider<SpaceAccessPolicy> policy, ObjectProvider<SpaceMembership> membership, NodeThreads threads,
			SyncedStoreProperties properties) {
		AccessDecisions decisions = new AccessDecisions(policy(beanFactory, policy), properties.access().recheck(),
				threads.access(), Clock.systemUTC());
		SpaceMembership members = membership.getIfAvailable();
		return (members != null) ? decisions.with(members) : decisions;
	}

	@Bean
	AccessChanges syncedStoreAccessChanges(NodeNews news) {
		return news.accessChanges();
	}

	@Bean
	PokeHub syncedStorePokeHub(VersionLog log, MutatorCatalog catalog, NodeThreads threads, WireCodec codec,
			ObjectProvider<PokeObserver> observer, AccessDecisions access, SchemaCatalog schemas) {
		return new PokeHub(new PokeParts(log, catalog.storeTypes(), schemas::version, access, codec::writeDelta,
				threads.dispatch(), threads.database(), Clock.systemUTC(),
				observer.getIfUnique(() -> PokeObserver.NONE)));
	}

	@Bean
	NodeNews syncedStoreNodeNews(PokeHub hub, SyncedStoreProperties properties,
			@SyncedStoreListener ObjectProvider<DataSource> dataSource, ObjectProvider<JdbcConnectionDetails> details,
			ObjectProvider<NewsObserver> observer) {
		return NodeNewsFactory.of(dataSource, details, observer).create(properties, hub);
	}

	@Bean
	NodeNewsLifecycle syncedStoreNodeNewsLifecycle(NodeNews news, NodeThreads threads) {
		return new NodeNewsLifecycle(news, threads);
	}

	@Bean
	ActionCatalog syncedStoreActionCatalog(ListableBeanFactory beanFactory, ValueCodecs codecs,
			MutatorCatalog mutators) {
		// They may depend on synced stores themselves, so they are made later.
		Map<Class<?>, Supplier<?>> beans = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanNamesForAnnotation(Actions.class)) {
			Class<?> type = beanFactory.getType(name, false);
			if (type != null) {
				beans.put(type, () -> beanFactory.getBean(name));
			}
		}
		return ActionCatalog.of(beans, codecs).within(mutators.storeTypes());
	}

	@Bean
	@ConditionalOnMissingBean
	ActionCalls syncedStoreActionCalls(SyncedStoreDatabase database, SyncedStoreProperties properties) {
		return new JpaActionCalls(database.entityManagerFactory(), database.transactionManager(), properties.schema());
	}

	@Bean
	@ConditionalOnMissingBean
	ActionOutbox syncedStoreActionOutbox(SyncedStoreDatabase database, SyncedStoreProperties properties) {
		return new JpaActionOutbox(database.entityManagerFactory(), database.transactionManager(), properties.schema());
	}

	@Bean
	@ConditionalOnMissingBean
	ParkedDeliveries syncedStoreParkedDeliveries(VersionLog log) {
		return log.deliveries();
	}

	@Bean
	OwnActionThreads syncedStoreActionThreads() {
		return new OwnActionThreads();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SyncEngineCustomizer syncedStoreActionsCustomizer(ActionCatalog actions, ActionCalls calls, ActionOutbox outbox,
			OwnActionThreads threads, SyncedStoreProperties properties) {
		ActionSetup setup = new ActionSetup(actions, calls, outbox, threads,
				properties.actions().settings(properties.retention().parkedActions()));
		return (builder) -> builder.actions(setup);
	}

	@Bean(destroyMethod = "")
	SyncEngine syncedStoreEngine(VersionLog log, MutatorCatalog catalog, ValueCodecs codecs, PokeHub hub, NodeNews news,
			NodeThreads threads, SyncedStoreDatabase database, SyncedStoreProperties properties,
			ObjectProvider<EngineObserver> observer, AccessDecisions access,
			ObjectProvider<SyncEngineCustomizer> customizers) {
		SyncEngineBuilder builder = SyncEngine.builder(log, catalog, codecs)
			.access(access)
			.executor(threads.database())
			.commitListener(hub)
			.commitListener(news)
			.retention(properties.retention().rules())
			.observer(observer.getIfUnique(() -> EngineObserver.NONE))
			.limits(properties.limits().engineLimits())
			.pushLimits(properties.limits().pushLimits())
			.quotas(properties.quotas().quotas())
			.deferredMutations(new JpaDeferredMutations(database.entityManagerFactory(), database.transactionManager(),
					properties.schema()));
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		SyncEngine engine = builder.build();
		hub.migrations(engine::migrate);
		return engine;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SyncEngineCustomizer syncedStoreSchemasCustomizer(SchemaCatalog schemas, MigrationsProperties properties) {
		return (builder) -> builder.schemas(schemas).migrationLimits(properties.limits());
	}

	/** What mutators run with. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SyncEngineCustomizer syncedStoreMutatorsCustomizer(ListableBeanFactory beanFactory, NodeThreads threads,
			ObjectProvider<CallerContextSource> callers, ObjectProvider<RejectionTranslator> translators) {
		return (builder) -> {
			builder.ports(new BeanPorts(beanFactory)).transactionsAtOnce(threads.transactionsAtOnce());
			callers.orderedStream().forEach(builder::callerContext);
			translators.orderedStream().forEach(builder::rejections);
		};
	}

	@Bean
	PortsCheck syncedStorePortsCheck(MutatorCatalog catalog, ListableBeanFactory beanFactory) {
		return new PortsCheck(catalog, beanFactory);
	}

	@Bean
	SyncedStores syncedStores(SyncEngine engine) {
		return engine.syncedStores();
	}

	@Bean
	@ConditionalOnMissingBean
	LogInspection syncedStoreLogInspection(SyncedStoreDatabase database, SyncedStoreProperties properties) {
		return new JpaLogInspection(database.entityManagerFactory(), database.transactionManager(),
				properties.schema());
	}

	@Bean
	Operations syncedStoreOperations(SyncEngine engine, LogInspection log, ActionOutbox outbox, PokeHub hub,
			NodeNews news) {
		return new Operations(engine, log, outbox, hub, news);
	}

	@Bean
	NodeLifecycle syncedStoreLifecycle(SyncEngine engine, PokeHub hub, NodeThreads threads,
			SyncedStoreProperties properties) {
		return new NodeLifecycle(engine, hub, threads, properties.shutdownTimeout());
	}

	private static SpaceAccessPolicy policy(ListableBeanFactory beanFactory,
			ObjectProvider<SpaceAccessPolicy> provider) {
		boolean defined = beanFactory.getBeanNamesForType(SpaceAccessPolicy.class, true, false).length > 0;
		return defined ? new LazyAccessPolicy(provider) : SpaceAccessPolicy.ANY_AUTHENTICATED;
	}

}

package dev.syncedstore.autoconfigure.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import dev.syncedstore.autoconfigure.NodeThreads;
import dev.syncedstore.autoconfigure.SyncedStoreAutoConfiguration;
import dev.syncedstore.autoconfigure.SyncedStoreProperties;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.server.access.ConnectAuthenticator;
import dev.syncedstore.server.access.CredentialsExpiry;
import dev.syncedstore.server.access.UserIdResolver;
import dev.syncedstore.server.access.UserIdentification;
import dev.syncedstore.server.action.run.ActionNode;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.ServedMutators;
import dev.syncedstore.server.poke.stomp.ConnectionParts;
import dev.syncedstore.server.poke.stomp.StompEndpoint;
import dev.syncedstore.server.poke.stomp.StompUpgrade;
import dev.syncedstore.server.web.ProblemFilter;
import dev.syncedstore.server.web.SyncHandlerMapping;
import dev.syncedstore.server.web.SyncParts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the endpoints for clients: push and pull over HTTP, and pokes
 * over STOMP.
 */
@AutoConfiguration(after = SyncedStoreAutoConfiguration.class,
		afterName = { "org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration",
				"dev.syncedstore.autoconfigure.security.SyncedStoreSecurityAutoConfiguration" })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(value = { DispatcherServlet.class, DispatcherServletPath.class },
		name = "jakarta.websocket.server.ServerContainer")
@ConditionalOnBean(SyncEngine.class)
public final class SyncedStoreWebAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SyncedStoreWebAutoConfiguration.class);

	private static final String SECURITY_FILTER_BEAN = "springSecurityFilterChain";

	private static final String REMEDY = "The application has no way to tell its users apart: add "
			+ "spring-boot-starter-security, or define a UserIdResolver bean that says who sent a request";

	/** In front of Spring Security, and behind what observes requests. */
	private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final Duration TICK = Duration.ofSeconds(1);

	@Bean
	UserIdentification syncedStoreUserIdentification(ObjectProvider<UserIdResolver> resolver,
			ListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(UserIdResolver.class, true, false).length > 0) {
			return UserIdentification.by((request) -> resolver.getObject().resolveUserId(request));
		}
		PrincipalName principalName = new PrincipalName();
		if (beanFactory.containsBean(SECURITY_FILTER_BEAN)) {
			return UserIdentification.by(principalName);
		}
		logger.warn("Every client will be refused with 401. {}", REMEDY);
		return UserIdentification.unconfigured(principalName, REMEDY);
	}

	@Bean
	SyncParts syncedStoreSyncParts(SyncEngine engine, WireCodec codec, UserIdentification identification,
			SyncedStoreProperties properties) {
		ActionNode actions = engine.actions();
		return new SyncParts(engine.pushService(), engine.pullService(), (actions != null) ? actions.service() : null,
				engine.schemas(), codec, identification, properties.limits().requestLimits(properties.maxRequestSize()),
				() -> UUID.randomUUID().toString());
	}

	@Bean
	@ConditionalOnMissingBean
	ServedMutators syncedStoreServedMutators(ResourceLoader resources) {
		return new CompiledMutators(resources);
	}

	@Bean
	StompEndpoint syncedStoreStompEndpoint(PokeHub hub, UserIdentification identification, NodeThreads threads,
			ObjectProvider<ConnectAuthenticator> authenticators, ObjectProvider<CredentialsExpiry> expiry,
			ObjectProvider<PokeObserver> observer, ServedMutators mutators, SyncedStoreProperties properties) {
		List<ConnectAuthenticator> known = authenticators.orderedStream().toList();
		StompEndpoint endpoint = new StompEndpoint(new ConnectionParts(hub, identification,
				new FirstConnectAuthenticator(known), expiry.getIfUnique(() -> CredentialsExpiry.NEVER),
				Clock.systemUTC(), observer.getIfUnique(() -> PokeObserver.NONE),
				properties.limits().connectionLimits(), mutators));
		threads.every(TICK, endpoint::tick);
		return endpoint;
	}

	@Bean
	SyncHandlerMapping syncedStoreHandlerMapping(SyncedStoreProperties properties, SyncParts parts,
			StompEndpoint endpoint, NodeThreads threads) {
		return new SyncHandlerMapping(properties.basePath(), parts, new StompUpgrade(endpoint, threads.closer()),
				properties.allowedOrigins());
	}

	@Bean
	FilterRegistrationBean<ProblemFilter> syncedStoreProblemFilter(SyncedStoreProperties properties, SyncParts parts,
			ObjectProvider<DispatcherServletPath> servletPath) {
		DispatcherServletPath servlet = servletPath.getIfAvailable(() -> () -> "");
		FilterRegistrationBean<ProblemFilter> registration = new FilterRegistrationBean<>(
				new ProblemFilter(servlet.getRelativePath(properties.basePath()), parts));
		registration.setName("syncedStoreProblemFilter");
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setOrder(FILTER_ORDER);
		return registration;
	}

	@Bean
	HttpSessionListener syncedStoreSessionListener(StompEndpoint endpoint) {
		return new EndedSessions(endpoint);
	}

	@Bean
	ConnectionLifecycle syncedStoreConnectionLifecycle(StompEndpoint endpoint, NodeThreads threads) {
		return new ConnectionLifecycle(endpoint, threads);
	}

}

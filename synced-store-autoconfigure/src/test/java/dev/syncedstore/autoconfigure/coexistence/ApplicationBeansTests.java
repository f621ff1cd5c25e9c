package dev.syncedstore.autoconfigure.coexistence;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;

import dev.syncedstore.autoconfigure.web.SyncedStoreWebAutoConfiguration;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.poke.PokeHub;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application's own beans are what they are without the starter.
 */
class ApplicationBeansTests {

	private final TestDatabase database = TestDatabase.create();

	@Test
	void nothingIsAddedToTheBeansOfAnApplicationButOurs() {
		assertThat(addedBeans(PlainApplication.class)).isNotEmpty().allMatch(ApplicationBeansTests::isOurs);
	}

	@Test
	void nothingIsAddedToTheBeansOfAnApplicationWithAStompBrokerButOurs() {
		assertThat(addedBeans(BrokerApplication.class)).isNotEmpty().allMatch(ApplicationBeansTests::isOurs);
	}

	@Test
	void theApplicationsTaskExecutorIsStillThere() {
		runner(PlainApplication.class, true).run((context) -> {
			assertThat(context).hasBean("applicationTaskExecutor");
			assertThat(context.getBean("applicationTaskExecutor")).isInstanceOf(AsyncTaskExecutor.class);
			assertThat(context.getBeansOfType(Executor.class)).containsOnlyKeys("applicationTaskExecutor");
		});
	}

	@Test
	void theApplicationsStompBrokerWorksBesideOurs() {
		runner(BrokerApplication.class, true).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(SimpMessagingTemplate.class).hasSingleBean(PokeHub.class);
			Node.addTodo(context, "milk");
			assertThat(Node.todos(context)).containsExactly("milk");
		});
	}

	@Test
	void nothingIsThereWhenItIsSwitchedOff() {
		runner(PlainApplication.class, true).withPropertyValues("synced-store.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SyncedStores.class)
				.doesNotHaveBean(PokeHub.class));
	}

	@Test
	void anApplicationWithoutAWebServerHasStoresButNoEndpoints() {
		Node.on(this.database)
			.withConfiguration(AutoConfigurations.of(SyncedStoreWebAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(SyncedStores.class);
				assertThat(context.getBeanNamesForType(org.springframework.web.servlet.HandlerMapping.class)).isEmpty();
				Node.addTodo(context, "milk");
				assertThat(Node.todos(context)).containsExactly("milk");
			});
	}

	private Set<String> addedBeans(Class<?> application) {
		Set<String> names = new TreeSet<>();
		runner(application, true).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(SyncedStores.class);
			names.addAll(Arrays.asList(context.getBeanDefinitionNames()));
		});
		runner(application, false).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(SyncedStores.class);
			assertThat(names).contains(context.getBeanDefinitionNames());
			names.removeAll(Arrays.asList(context.getBeanDefinitionNames()));
		});
		return names;
	}

	private WebApplicationContextRunner runner(Class<?> application, boolean starter) {
		return new WebApplicationContextRunner(
				org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext::new)
			.withUserConfiguration(application)
			.withPropertyValues(this.database.properties())
			.withPropertyValues("server.port=0", "synced-store.enabled=" + starter);
	}

	private static boolean isOurs(String name) {
		return name.startsWith("syncedStore") || name.startsWith("synced-store") || name.startsWith("dev.syncedstore.");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Node.MutatorsConfiguration.class)
	static class PlainApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSocketMessageBroker
	@Import(Node.MutatorsConfiguration.class)
	static class BrokerApplication implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/application-stomp");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic");
		}

	}

}

package dev.syncedstore.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.syncedstore.autoconfigure.todo.TodoMutators;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.nodes.NodeNews;
import dev.syncedstore.server.web.SyncHandlerMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is added to an application, and what is not.
 */
@ExtendWith(OutputCaptureExtension.class)
class BeansTests {

	private final TestDatabase database = TestDatabase.create();

	@ParameterizedTest
	@ValueSource(classes = { PlainApplication.class, ApplicationWithStomp.class })
	void theApplicationsBeansAreThoseThatItHasWithoutUs(Class<?> application) {
		Set<String> without;
		try (ConfigurableApplicationContext context = start(application, WebApplicationType.SERVLET,
				"--synced-store.enabled=false")) {
			without = beans(context);
			assertThat(without).noneMatch(BeansTests::isOurs);
		}
		try (ConfigurableApplicationContext context = start(application, WebApplicationType.SERVLET)) {
			Set<String> with = beans(context);
			assertThat(with.stream().filter((name) -> !isOurs(name)).collect(Collectors.toSet())).isEqualTo(without);
			assertThat(with).anyMatch(BeansTests::isOurs);
			assertThat(context.getBean(SyncHandlerMapping.class)).isNotNull();
		}
	}

	@Test
	void theApplicationsTaskExecutorStays() {
		try (ConfigurableApplicationContext context = start(PlainApplication.class, WebApplicationType.SERVLET)) {
			assertThat(context.getBean("applicationTaskExecutor")).isInstanceOf(AsyncTaskExecutor.class);
		}
	}

	@Test
	void withoutAWebServerThereAreStoresAndNoEndpoints() {
		try (ConfigurableApplicationContext context = start(PlainApplication.class, WebApplicationType.NONE)) {
			assertThat(context.getBean(SyncedStores.class)).isNotNull();
			assertThat(context.getBeanNamesForType(SyncHandlerMapping.class)).isEmpty();
		}
	}

	@Test
	void anApplicationWithoutMutatorsIsToldWhatToWrite(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(EmptyApplication.class, WebApplicationType.NONE)) {
			assertThat(context.getBean(SyncedStores.class)).isNotNull();
		}
		assertThat(output).contains("WARN").contains("@Mutators(type = \"todo\")", "@Mutator public void addTodo");
	}

	@Test
	void anApplicationWithADataSourceOfItsOwnIsToldOnceThatItPolls(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(ApplicationWithDataSource.class, WebApplicationType.NONE)) {
			assertThat(context.getBeanNamesForType(JdbcConnectionDetails.class)).isEmpty();
			assertThat(context.getBean(NodeNews.class).isListening()).isFalse();
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("There is no connection to listen")))
			.singleElement()
			.asString()
			.contains("WARN", "@SyncedStoreListener", "synced-store.notify");
	}

	@Test
	void threadsEndWithTheApplication() {
		start(PlainApplication.class, WebApplicationType.SERVLET).close();
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn(Thread::isAlive)
			.extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("synced-store-tick"));
	}

	private ConfigurableApplicationContext start(Class<?> application, WebApplicationType type, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
		Arrays.stream(this.database.properties()).map((property) -> "--" + property).forEach(all::add);
		all.addAll(List.of(arguments));
		return new SpringApplicationBuilder(application).web(type)
			.registerShutdownHook(false)
			.run(all.toArray(String[]::new));
	}

	private static Set<String> beans(ConfigurableApplicationContext context) {
		return new TreeSet<>(Arrays.asList(context.getBeanDefinitionNames()));
	}

	private static boolean isOurs(String name) {
		return name.startsWith("syncedStore")
				|| (name.startsWith("dev.syncedstore.") && !name.startsWith("dev.syncedstore.autoconfigure.todo")
						&& !name.startsWith("dev.syncedstore.embedded"))
				|| name.matches("synced-store(\\.[a-z-]+)?-dev\\.syncedstore\\..*");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TodoMutators.class)
	static class PlainApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TodoMutators.class)
	static class ApplicationWithDataSource {

		@Bean
		DataSource dataSource(DataSourceProperties properties) {
			return properties.initializeDataSourceBuilder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EmptyApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSocketMessageBroker
	@Import(TodoMutators.class)
	static class ApplicationWithStomp implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/own-stomp");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic");
		}

	}

}

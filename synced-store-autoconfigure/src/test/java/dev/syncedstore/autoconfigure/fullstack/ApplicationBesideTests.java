package dev.syncedstore.autoconfigure.fullstack;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskExecutor;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.socket.EnableWebSocketSecurity;
import org.springframework.security.messaging.access.intercept.MessageMatcherDelegatingAuthorizationManager;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application has of its own behaves with us as it does without: executors,
 * schedulers, a STOMP broker, security of messages.
 */
class ApplicationBesideTests {

	@Test
	void executorsAndSchedulersBehaveAsWithout() {
		Set<String> without = behaviour(Working.class, "synced-store.enabled=false");
		assertThat(behaviour(Working.class)).isEqualTo(without);
		assertThat(without).contains("async on task-", "scheduled on scheduling-");
	}

	@Test
	void theBrokerAndItsSecurityBehaveAsWithout() {
		Set<String> without = behaviour(WithBroker.class, "synced-store.enabled=false");
		assertThat(behaviour(WithBroker.class)).isEqualTo(without);
		assertThat(without).contains("echo to all", "echo to the user", "forbidden is refused", "anonymous is refused");
	}

	/** All that can be seen of an application's own parts. */
	private static Set<String> behaviour(Class<?> configuration, String... properties) {
		Set<String> seen = new TreeSet<>();
		try (TestApplication application = TestApplication.start(configuration, properties)) {
			Work work = application.context().getBean(Work.class);
			seen.add("async on " + withoutNumbers(work.thread().join()));
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !work.scheduledOn().isEmpty());
			seen.add("scheduled on " + withoutNumbers(work.scheduledOn()));
			for (Class<?> type : new Class<?>[] { TaskExecutor.class, TaskScheduler.class,
					java.util.concurrent.Executor.class }) {
				seen.add(type.getSimpleName() + " "
						+ Arrays.stream(application.context().getBeanNamesForType(type))
							.sorted()
							.collect(Collectors.joining(",")));
				ObjectProvider<?> provider = application.context().getBeanProvider(type);
				seen.add("unique " + type.getSimpleName() + " " + (provider.getIfUnique() != null));
			}
			if (configuration == WithBroker.class) {
				broker(application, seen);
			}
		}
		return seen;
	}

	private static void broker(TestApplication application, Set<String> seen) {
		URI uri = URI.create("ws://localhost:" + application.port() + "/own-stomp");
		try (StompClient alice = StompClient.open(uri, "Authorization", TestApplication.basic("alice"));
				StompClient bob = StompClient.open(uri, "Authorization", TestApplication.basic("bob"))) {
			alice.connect();
			bob.connect();
			for (StompClient client : new StompClient[] { alice, bob }) {
				client.send("SUBSCRIBE\nid:all\ndestination:/topic/echo\n\n\0");
				client.send("SUBSCRIBE\nid:own\ndestination:/user/queue/echo\n\n\0");
			}
			// Subscribing has no receipt in the simple broker.
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
				alice.send("SEND\ndestination:/app/all\n\nhello\0");
				return bob.allText().contains("hello of") && alice.allText().contains("hello of");
			});
			seen.add("echo to all");
			seen.add("handled on " + withoutNumbers(bob.awaitFrame("hello of").split("hello of ")[1]));
			alice.send("SEND\ndestination:/app/me\n\nsecret\0");
			alice.awaitFrame("subscription:own", "secret");
			if (!bob.allText().contains("secret")) {
				seen.add("echo to the user");
			}
			alice.send("SUBSCRIBE\nid:no\ndestination:/topic/forbidden\n\n\0");
			alice.awaitFrame("ERROR");
			seen.add("forbidden is refused");
		}
		try (StompClient nobody = StompClient.open(URI.create(uri + "?x"), "Authorization", "none")) {
			seen.add("anonymous connects " + nobody.subProtocol());
		}
		catch (IllegalStateException ex) {
			seen.add("anonymous is refused");
		}
	}

	private static String withoutNumbers(String text) {
		return text.replaceAll("[0-9]+[^0-9]*$", "");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableScheduling
	@Import({ AnybodysApplication.class, Work.class })
	static class Working {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	@EnableWebSocketSecurity
	@Import({ Working.class, Echo.class })
	static class WithBroker implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/own-stomp");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic", "/queue");
			registry.setApplicationDestinationPrefixes("/app");
		}

		@Bean
		AuthorizationManager<Message<?>> messageAuthorizationManager(
				MessageMatcherDelegatingAuthorizationManager.Builder messages) {
			return messages.simpSubscribeDestMatchers("/topic/forbidden")
				.denyAll()
				.anyMessage()
				.authenticated()
				.build();
		}

		/** Test clients have no session to keep a token in. */
		@Bean
		ChannelInterceptor csrfChannelInterceptor() {
			return new ChannelInterceptor() {
			};
		}

	}

	static class Work {

		private final AtomicReference<String> scheduledOn = new AtomicReference<>("");

		/** This and the others are public, for a proxy to pass them on. */
		public String scheduledOn() {
			return this.scheduledOn.get();
		}

		@Async
		public CompletableFuture<String> thread() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@Scheduled(fixedDelay = 50)
		public void scheduled() {
			this.scheduledOn.set(Thread.currentThread().getName());
		}

	}

	@Controller
	static class Echo {

		@MessageMapping("/all")
		@SendTo("/topic/echo")
		String all(String text) {
			return text + " of " + Thread.currentThread().getName();
		}

		@MessageMapping("/me")
		@SendToUser("/queue/echo")
		String me(String text) {
			return text;
		}

	}

}

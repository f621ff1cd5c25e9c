package dev.syncedstore.autoconfigure.fullstack;

import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationsOwnStompTests {

	@Test
	void theApplicationsStompAndOursDontMeet() {
		try (TestApplication application = TestApplication.start(WithStomp.class);
				StompClient own = StompClient.open(URI.create("ws://localhost:" + application.port() + "/own-stomp"),
						"Authorization", TestApplication.basic("alice"));
				StompClient ours = StompClient.open(application.pokeUri(), "Authorization",
						TestApplication.basic("bob"))) {
			own.connect();
			ours.connect().subscribe("s1", "/spaces/todo/main", "bob-1").awaitFrame("subscription:s1");
			own.send("SUBSCRIBE\nid:own\ndestination:/topic/news\n\n\0");
			own.send("SUBSCRIBE\nid:sneaky\ndestination:/spaces/todo/main\n\n\0");
			own.send("SUBSCRIBE\nid:wild\ndestination:/topic/**\n\n\0");
			own.send("SEND\ndestination:/spaces/todo/main\n\nforged\0");
			own.send("SEND\ndestination:/topic/news\n\nhello\0");
			own.awaitFrame("subscription:own", "hello");
			application.push("alice", "alice-1", 1, "addTodo", "{\"id\":\"a\",\"text\":\"Ours alone\"}");
			ours.awaitFrame("Ours alone");
			own.send("SEND\ndestination:/topic/news\n\nbye\0");
			own.awaitFrame("subscription:own", "bye");
			assertThat(own.allText()).doesNotContain("Ours alone");
			assertThat(ours.allText()).doesNotContain("hello", "forged");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	@Import(SecuredApplication.class)
	static class WithStomp implements WebSocketMessageBrokerConfigurer {

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

package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

import dev.syncedstore.autoconfigure.todo.TodoMutators;
import dev.syncedstore.server.access.UserIdResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WithoutSpringSecurityTests {

	@Test
	void startUpAndEach401SayWhatToAdd(CapturedOutput output) {
		try (TestApplication application = TestApplication.start(Open.class);
				StompClient nobody = StompClient.open(application.pokeUri())) {
			assertThat(output).contains("WARN").contains("spring-boot-starter-security", "UserIdResolver");
			var response = application.send(pull(application));
			HttpProblemTests.assertProblem(response, 401, "unauthenticated");
			assertThat(response.body()).contains("spring-boot-starter-security", "UserIdResolver");
			nobody.send(StompClient.frame("CONNECT", "accept-version:1.2"));
			assertThat(nobody.awaitFrame("ERROR")).contains("unauthenticated", "UserIdResolver");
		}
	}

	@Test
	void aUserIdResolverIsEnough(CapturedOutput output) {
		try (TestApplication application = TestApplication.start(ByHeader.class);
				StompClient alice = StompClient.open(application.pokeUri(), "X-User", "alice");
				StompClient bob = StompClient.open(application.pokeUri())) {
			assertThat(output).doesNotContain("spring-boot-starter-security");
			assertThat(application.send(pull(application).header("X-User", "alice")).body())
				.contains("\"user_id\":\"alice\"");
			HttpProblemTests.assertProblem(application.send(pull(application)), 401, "unauthenticated");
			HttpProblemTests.assertProblem(application.send(pull(application).header("X-User", "a/b")), 403,
					"access_denied");
			alice.connect().subscribe("s1", "/spaces/todo/main", "alice-1").awaitFrame("subscription:s1");
			bob.connect("x-user:bob").subscribe("s1", "/spaces/todo/main", "bob-1").awaitFrame("subscription:s1");
		}
	}

	private static HttpRequest.Builder pull(TestApplication application) {
		return application.request("/synced-store/todo/main/pull")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(TestApplication.pullBody("c1")));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { SecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
			ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
			ManagementWebSecurityAutoConfiguration.class })
	@Import(TodoMutators.class)
	static class Open {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Open.class)
	static class ByHeader {

		@Bean
		UserIdResolver userIdResolver() {
			return (request) -> request.header("X-User");
		}

	}

}

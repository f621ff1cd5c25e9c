package dev.syncedstore.autoconfigure.fullstack;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointSettingsTests {

	@ParameterizedTest
	@CsvSource({ "server.servlet.context-path=/app, /app/api/sync", "spring.mvc.servlet.path=/mvc, /mvc/api/sync" })
	void theBasePathIsBelowTheApplications(String property, String base) {
		try (TestApplication application = TestApplication.start(SecuredApplication.class, property,
				"synced-store.base-path=/api/sync", "synced-store.max-request-size=600KB");
				StompClient alice = StompClient.open(
						URI.create("ws://localhost:" + application.port() + base + "/poke"), "Authorization",
						TestApplication.basic("alice"))) {
			assertThat(application.post("alice", base + "/todo/main/pull", TestApplication.pullBody("c1")).statusCode())
				.isEqualTo(200);
			HttpProblemTests.assertProblem(application.post("alice", base + "/todo/main/nothing", "{}"), 404,
					"not_found");
			HttpProblemTests.assertProblem(application.send(application.request(base + "/todo/main/pull").GET()), 401,
					"unauthenticated");
			HttpProblemTests.assertProblem(
					application.send("alice", base + "/todo/main/push", "multipart/form-data", "x"), 415,
					"unsupported_media_type");
			HttpProblemTests.assertProblem(application.post("alice", base + "/todo/main/push", " ".repeat(601 * 1024)),
					413, "request_too_large");
			alice.connect().subscribe("s1", "/spaces/todo/main", "c1").awaitFrame("subscription:s1");
		}
	}

	@Test
	void allowedOriginsMayUseTheEndpoints() {
		try (TestApplication application = TestApplication.start(WithCors.class,
				"synced-store.allowed-origins=https://app.example.com")) {
			assertThat(preflight(application, "https://app.example.com").headers()
				.firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example.com");
			HttpResponse<String> refused = preflight(application, "https://evil.example");
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
			HttpResponse<String> response = application.send(application.request("/synced-store/todo/main/pull")
				.header("Origin", "https://app.example.com")
				.header("Authorization", TestApplication.basic("alice"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(TestApplication.pullBody("c1"))));
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).hasValue("true");
		}
	}

	@Test
	void theApplicationsExceptionHandlersSeeNothing() {
		try (TestApplication application = TestApplication.start(WithAdvice.class)) {
			HttpProblemTests.assertProblem(application.post("alice", "/synced-store/todo/main/push", "broken"), 400,
					"invalid_request");
			HttpProblemTests.assertProblem(
					application.send("alice", "/synced-store/todo/main/push", "multipart/form-data", "x"), 415,
					"unsupported_media_type");
			assertThat(application
				.send(application.request("/not-ours").header("Authorization", TestApplication.basic("alice")))
				.body()).isEqualTo("handled by the application");
		}
	}

	private static HttpResponse<String> preflight(TestApplication application, String origin) {
		return application.send(application.request("/synced-store/todo/main/push")
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "authorization,content-type")
			.method("OPTIONS", BodyPublishers.noBody()));
	}

	/** Spring Security has to let preflight requests pass. */
	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class WithCors {

		@Bean
		Customizer<HttpSecurity> cors() {
			return (http) -> http.cors(Customizer.withDefaults());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ SecuredApplication.class, CatchAll.class })
	static class WithAdvice {

	}

	@ControllerAdvice
	static class CatchAll {

		@ExceptionHandler(Exception.class)
		ResponseEntity<String> handle(Exception ex) {
			return ResponseEntity.ok("handled by the application");
		}

	}

}

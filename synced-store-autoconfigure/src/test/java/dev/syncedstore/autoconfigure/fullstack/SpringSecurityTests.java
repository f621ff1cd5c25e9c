package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A form for people, Basic for programs: the endpoints never redirect, and sessions stay
 * protected.
 */
@SharedApplication
class SpringSecurityTests {

	private static final String PULL = "/synced-store/todo/security/pull";

	private final TestApplication application;

	SpringSecurityTests(TestApplication application) {
		this.application = application;
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/html", "application/json", "text/html,application/xhtml+xml,*/*;q=0.8" })
	void nobodyIsAnsweredWith401WhateverIsAccepted(String accept) {
		HttpProblemTests.assertProblem(this.application.send(pull().header("Accept", accept)), 401, "unauthenticated");
		HttpProblemTests.assertProblem(
				this.application.send(this.application.request(PULL).header("Accept", accept).GET()), 401,
				"unauthenticated");
		HttpProblemTests.assertProblem(
				this.application.send(pull().header("Accept", accept).header("X-Requested-With", "XMLHttpRequest")),
				401, "unauthenticated");
	}

	@Test
	void pagesAreRedirectedToTheFormAsEver() {
		HttpResponse<String> page = this.application.send(this.application.request("/").header("Accept", "text/html"));
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(page.headers().firstValue("Location").orElse("")).endsWith("/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic YWxpY2U6d3Jvbmc=", "Basic nonsense!", "Basic ", "Bearer x", "nonsense" })
	void wrongCredentialsAreAnsweredWith401(String authorization) {
		HttpProblemTests.assertProblem(this.application.send(pull().header("Authorization", authorization)), 401,
				"unauthenticated");
	}

	@Test
	void aProgramNeedsNoCsrfToken() {
		HttpResponse<String> response = this.application
			.send(pull().header("Authorization", TestApplication.basic("alice")));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"user_id\":\"alice\"");
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void aSessionNeedsItsToken() {
		BrowserSession alice = BrowserSession.signIn(this.application, "alice");
		HttpProblemTests.assertProblem(alice.send(pull()), 403, "access_denied");
		HttpResponse<String> response = alice.send(pull().header("X-CSRF-TOKEN", alice.csrfToken("/logout")));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"user_id\":\"alice\"");
		alice.signOut();
		HttpProblemTests.assertProblem(alice.send(pull()), 401, "unauthenticated");
	}

	private HttpRequest.Builder pull() {
		return this.application.request(PULL)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(TestApplication.pullBody("security-1")));
	}

}

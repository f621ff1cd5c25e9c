package dev.syncedstore.sample.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What browsers are told to keep: all of it can be had by anybody, or nothing would be
 * kept.
 */
@SampleTest
class ShellTests {

	private static final Pattern FILE = Pattern.compile("\"(/[^\"]+)\"");

	private final HttpClient http = HttpClient.newHttpClient();

	private final String server;

	ShellTests(@LocalServerPort int port) {
		this.server = "http://localhost:" + port;
	}

	@Test
	void everyFileOfTheShellIsThereForEverybody() throws Exception {
		HttpResponse<String> script = get("/shell.js");
		assertThat(script.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/javascript"));
		List<String> files = FILE.matcher(script.body()).results().map((MatchResult found) -> found.group(1)).toList();
		assertThat(files)
			.contains("/lists.html", "/todos/todos.js", "/app.css", "/under-the-hood/under-the-hood.js",
					"/synced-store/client/index.js", "/synced-store/client/ticker.js", "/synced-store/mutators/todo.js")
			.doesNotContain("/service-worker.js");
		for (String file : files) {
			assertThat(get(file).statusCode()).as(file).isEqualTo(200);
		}
	}

	@Test
	void theServiceWorkerIsAScriptForTheWholeSite() throws Exception {
		HttpResponse<String> worker = get("/service-worker.js");
		assertThat(worker.statusCode()).isEqualTo(200);
		assertThat(worker.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/javascript"));
	}

	@Test
	void addressesOfPagesAreForThoseWhoAreSignedIn() throws Exception {
		for (String address : List.of("/", "/lists", "/lists/errands")) {
			HttpResponse<String> answer = get(address);
			assertThat(answer.statusCode()).as(address).isEqualTo(302);
			assertThat(answer.headers().firstValue("Location"))
				.hasValueSatisfying((to) -> assertThat(to).endsWith("/login"));
		}
	}

	private HttpResponse<String> get(String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.server + path))
			.header("Accept", "text/html,*/*")
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.ofString());
	}

}

package dev.syncedstore.autoconfigure.fullstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import dev.syncedstore.autoconfigure.fullstack.WithoutSpringSecurityTests.ByHeader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The browser client, as pages load it.
 */
class ClientScriptTests {

	@Test
	void theServerHandsOutTheBrowserClient() throws IOException {
		try (TestApplication application = TestApplication.start(ByHeader.class)) {
			HttpResponse<String> script = application.send(application.request("/synced-store/client/index.js"));
			assertThat(script.statusCode()).isEqualTo(200);
			assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
			assertThat(script.headers().firstValue("Cache-Control")).hasValue("no-cache");
			assertThat(script.headers().firstValue("Last-Modified")).isEmpty();
			assertThat(script.body()).isEqualTo(builtScript());
			String etag = script.headers().firstValue("ETag").orElseThrow();
			assertThat(application
				.send(application.request("/synced-store/client/index.js").header("If-None-Match", etag)))
				.extracting(HttpResponse::statusCode)
				.isEqualTo(304);
			assertThat(application.send(application.request("/synced-store/client/ticker.js")).body())
				.contains("onmessage");
			assertThat(application.send(application.request("/synced-store/client/react.js")).body())
				.contains("useSubscribe");
			assertThat(application.send(application.request("/synced-store/client/index.js.map")).body())
				.contains("syncedStore.ts");
			assertThat(application.send(application.request("/synced-store/client/nothing.js")).statusCode())
				.isEqualTo(404);
			assertThat(application.send(application.request("/synced-store/client/../client/index.js/")).statusCode())
				.isNotEqualTo(200);
		}
	}

	@Test
	void itFollowsTheBasePathAndPagesOfAllowedOriginsMayLoadIt() {
		try (TestApplication application = TestApplication.start(ByHeader.class, "synced-store.base-path=/sync",
				"synced-store.allowed-origins=https://shop.example")) {
			assertThat(application.send(application.request("/sync/client/index.js")).statusCode()).isEqualTo(200);
			assertThat(application.send(application.request("/synced-store/client/index.js")).statusCode())
				.isEqualTo(404);
			HttpResponse<String> foreign = application
				.send(application.request("/sync/client/index.js").header("Origin", "https://shop.example"));
			assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
			assertThat(application.send(application.request("/sync/client/index.js").header("Origin", "https://other"))
				.statusCode()).isEqualTo(403);
		}
	}

	private static String builtScript() throws IOException {
		try (InputStream script = ClientScriptTests.class.getClassLoader()
			.getResourceAsStream("dev/syncedstore/client/js/index.js")) {
			assertThat(script).isNotNull();
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}

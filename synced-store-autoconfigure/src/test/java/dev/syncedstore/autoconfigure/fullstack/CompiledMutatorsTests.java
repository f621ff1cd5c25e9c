package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;

import dev.syncedstore.autoconfigure.fullstack.WithoutSpringSecurityTests.ByHeader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiled mutators, as pages load them. What is on the class path here was written by
 * hand.
 */
class CompiledMutatorsTests {

	@Test
	void theServerHandsOutWhatTheBuildHasCompiled() {
		try (TestApplication application = TestApplication.start(ByHeader.class)) {
			HttpResponse<String> stub = application.send(application.request("/synced-store/mutators/sample.js"));
			assertThat(stub.statusCode()).isEqualTo(200);
			assertThat(stub.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
			assertThat(stub.headers().firstValue("Cache-Control")).hasValue("no-cache");
			assertThat(stub.body()).isEqualTo("export * from './sample-0123456789abcdef.js';\n");
			String etag = stub.headers().firstValue("ETag").orElseThrow();
			assertThat(application
				.send(application.request("/synced-store/mutators/sample.js").header("If-None-Match", etag)))
				.extracting(HttpResponse::statusCode)
				.isEqualTo(304);
			HttpResponse<String> module = application
				.send(application.request("/synced-store/mutators/sample-0123456789abcdef.js"));
			assertThat(module.statusCode()).isEqualTo(200);
			assertThat(module.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
			assertThat(module.body()).contains("$hash");
			assertThat(application.send(application.request("/synced-store/mutators/other.js")).statusCode())
				.isEqualTo(404);
		}
	}

}

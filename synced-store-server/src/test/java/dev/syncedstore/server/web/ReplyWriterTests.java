package dev.syncedstore.server.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ReplyWriterTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "gzip | true", "deflate, GZIP | true", "br, gzip;q=0.5 | true", "gzip;q=0 | false",
					"gzip; q=0.000 | false", "gzip;q=0.001 | true", "br | false", "xgzip | false", "'' | false" })
	void gzipIsOfferedToThoseThatAcceptIt(String header, boolean accepted) {
		assertThat(ReplyWriter.acceptsGzip(header)).isEqualTo(accepted);
	}

	@Test
	void largeBodiesAreCompressed() throws IOException {
		String body = "{\"a\":\"" + "ü".repeat(5_000) + "\"}";
		this.request.addHeader("Accept-Encoding", "gzip");
		ReplyWriter.write(this.request, this.response, Reply.ok(body));
		assertThat(this.response.getHeader("Content-Encoding")).isEqualTo("gzip");
		assertThat(this.response.getContentAsByteArray()).hasSizeLessThan(500)
			.hasSize(this.response.getContentLength());
		byte[] inflated = new GZIPInputStream(new ByteArrayInputStream(this.response.getContentAsByteArray()))
			.readAllBytes();
		assertThat(new String(inflated, StandardCharsets.UTF_8)).isEqualTo(body);
	}

	@Test
	void smallBodiesAreNot() throws IOException {
		this.request.addHeader("Accept-Encoding", "gzip");
		ReplyWriter.write(this.request, this.response, Reply.ok("{}"));
		assertThat(this.response.getHeader("Content-Encoding")).isNull();
		assertThat(this.response.getContentAsByteArray()).containsExactly('{', '}');
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getContentType()).isEqualTo("application/json");
	}

	@Test
	void theTimeToWaitIsRoundedUpToWholeSeconds() {
		assertThat(Reply.ok("{}").retryAfter(Duration.ofMillis(1)).headers()).containsEntry("Retry-After", "1");
		assertThat(Reply.ok("{}").retryAfter(Duration.ofMillis(1_001)).headers()).containsEntry("Retry-After", "2");
		assertThat(Reply.ok("{}").retryAfter(Duration.ZERO).headers()).containsEntry("Retry-After", "1");
	}

}

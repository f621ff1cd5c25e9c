package dev.syncedstore.client.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies as they come over the wire.
 */
class TextBodyHandlerTests {

	private static final String TEXT = "{\"text\": \"10 € at most 🥐\"}";

	@Test
	void aPlainBodyIsUtf8() {
		assertThat(read(Map.of(), TEXT.getBytes(StandardCharsets.UTF_8))).isCompletedWithValue(TEXT);
	}

	@Test
	void aCompressedBodyIsInflated() throws IOException {
		assertThat(read(Map.of("Content-Encoding", List.of("gzip")), gzip(TEXT.getBytes(StandardCharsets.UTF_8))))
			.isCompletedWithValue(TEXT);
	}

	@Test
	void whatIsNotCompressedAsItSaysIsAFailure() {
		assertThat(read(Map.of("Content-Encoding", List.of("gzip")), TEXT.getBytes(StandardCharsets.UTF_8)))
			.isCompletedExceptionally();
	}

	@Test
	void aBodyThatInflatesWithoutBoundsIsAFailure() throws IOException {
		assertThat(read(Map.of("Content-Encoding", List.of("gzip")), gzip(new byte[64 * 1024 * 1024 + 1])))
			.isCompletedExceptionally();
	}

	private static CompletionStage<String> read(Map<String, List<String>> headers, byte[] body) {
		HttpResponse.BodySubscriber<String> subscriber = new TextBodyHandler().apply(new Response(headers));
		subscriber.onSubscribe(new Flow.Subscription() {

			@Override
			public void request(long count) {
			}

			@Override
			public void cancel() {
			}

		});
		subscriber.onNext(List.of(ByteBuffer.wrap(body, 0, 5), ByteBuffer.wrap(body, 5, body.length - 5)));
		subscriber.onComplete();
		return subscriber.getBody();
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
			stream.write(bytes);
		}
		return compressed.toByteArray();
	}

	private record Response(Map<String, List<String>> values) implements HttpResponse.ResponseInfo {

		@Override
		public int statusCode() {
			return 200;
		}

		@Override
		public HttpHeaders headers() {
			return HttpHeaders.of(this.values, (name, value) -> true);
		}

		@Override
		public HttpClient.Version version() {
			return HttpClient.Version.HTTP_1_1;
		}

	}

}

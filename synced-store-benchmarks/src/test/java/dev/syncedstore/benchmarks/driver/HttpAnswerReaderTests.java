package dev.syncedstore.benchmarks.driver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers, however their bytes come.
 */
class HttpAnswerReaderTests {

	private static final String WITH_LENGTH = "HTTP/1.1 200 \r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello";

	private static final String CHUNKED = "HTTP/1.1 409 \r\nTransfer-Encoding: chunked\r\n\r\n"
			+ "5\r\nhello\r\na;x=y\r\n, all here\r\n0\r\nTrailer: z\r\n\r\n";

	private static final String EMPTY = "HTTP/1.1 302 \r\nLocation: /there\r\nContent-Length: 0\r\n\r\n";

	private final HttpAnswerReader reader = new HttpAnswerReader();

	@Test
	void bodiesHaveALengthOrComeInChunks() {
		HttpAnswer answer = this.reader.read(bytes(WITH_LENGTH));
		assertThat(answer).isNotNull();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).isEqualTo("hello");
		assertThat(answer.header("x-a")).containsExactly("b");
		answer = this.reader.read(bytes(CHUNKED));
		assertThat(answer).isNotNull();
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text()).isEqualTo("hello, all here");
		answer = this.reader.read(bytes(EMPTY));
		assertThat(answer).isNotNull();
		assertThat(answer.header("Location")).containsExactly("/there");
	}

	@Test
	void bytesComeOneByOne() {
		String all = WITH_LENGTH + CHUNKED + EMPTY + WITH_LENGTH;
		StringBuilder statuses = new StringBuilder();
		for (byte each : all.getBytes(StandardCharsets.UTF_8)) {
			HttpAnswer answer = this.reader.read(ByteBuffer.wrap(new byte[] { each }));
			if (answer != null) {
				statuses.append(answer.status()).append(answer.text()).append(' ');
			}
		}
		assertThat(statuses).hasToString("200hello 409hello, all here 302 200hello ");
	}

	@Test
	void whatFollowsAnAnswerIsLeft() {
		ByteBuffer bytes = bytes(WITH_LENGTH + "more");
		assertThat(this.reader.read(bytes)).isNotNull();
		assertThat(StandardCharsets.UTF_8.decode(bytes).toString()).isEqualTo("more");
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}

package dev.syncedstore.client.stomp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Frames as they are cut out of a stream, and written into one.
 */
class StompDecoderTests {

	private final StompDecoder decoder = new StompDecoder();

	@Test
	void aFrameWithoutBodyIsDecoded() {
		List<StompFrame> frames = decode("CONNECTED\nversion:1.2\nheart-beat:10000,10000\n\n\0");
		assertThat(frames).hasSize(1);
		assertThat(frames.get(0).command()).isEqualTo("CONNECTED");
		assertThat(frames.get(0).header("heart-beat")).isEqualTo("10000,10000");
		assertThat(frames.get(0).header("session")).isEmpty();
		assertThat(frames.get(0).body()).isEmpty();
	}

	@Test
	void severalFramesInOnePieceAreAllDecoded() {
		List<StompFrame> frames = decode("MESSAGE\nn:1\n\none\0\n\nMESSAGE\nn:2\n\ntwo\0MESSAGE\nn:3\n\nthree\0\n");
		assertThat(frames).extracting(StompFrame::body).containsExactly("one", "two", "three");
	}

	@Test
	void heartBeatsAreNoFrames() {
		assertThat(decode("\n")).isEmpty();
		assertThat(decode("\r\n\n")).isEmpty();
		assertThat(decode("\nRECEIPT\n\n\0")).hasSize(1);
	}

	@Test
	void linesMayEndWithCarriageReturns() {
		StompFrame frame = decode("MESSAGE\r\nsubscription:0\r\n\r\nbody\r\n\0").get(0);
		assertThat(frame.header("subscription")).isEqualTo("0");
		assertThat(frame.body()).isEqualTo("body\r\n");
	}

	@Test
	void escapesInHeadersAreUndone() {
		StompFrame frame = decode("MESSAGE\na\\cb:x\\ny\\r\\\\n\\c:z\n\n\0").get(0);
		assertThat(frame.headers()).containsExactly(Map.entry("a:b", "x\ny\r\\n::z"));
	}

	@Test
	void connectedHasNoEscapes() {
		assertThat(decode("CONNECTED\nserver:a\\nb\n\n\0").get(0).header("server")).isEqualTo("a\\nb");
	}

	@Test
	void ofARepeatedHeaderTheFirstCounts() {
		assertThat(decode("MESSAGE\na:1\na:2\n\n\0").get(0).header("a")).isEqualTo("1");
	}

	@Test
	void aContentLengthCountsBytesAndLetsTheBodyHaveNul() {
		String body = "€ \0 🥐";
		int length = body.getBytes(StandardCharsets.UTF_8).length;
		List<StompFrame> frames = decode("MESSAGE\ncontent-length:" + length + "\n\n" + body + "\0MESSAGE\n\nb\0");
		assertThat(frames).extracting(StompFrame::body).containsExactly(body, "b");
	}

	@Test
	void whateverThePiecesTheFramesAreTheSame() {
		StringBuilder stream = new StringBuilder();
		List<StompFrame> sent = new ArrayList<>();
		Random random = new Random(3);
		for (int i = 0; i < 200; i++) {
			Map<String, String> headers = new LinkedHashMap<>();
			headers.put("n:" + i, "a\\b\n\r" + "é🥐".repeat(random.nextInt(4)));
			StompFrame frame = new StompFrame("MESSAGE", headers,
					"{\"text\": \"🥐" + "x€".repeat(random.nextInt(9)) + "\"}");
			sent.add(frame);
			stream.append(frame.encode()).append("\n".repeat(random.nextInt(3)));
		}
		byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
		List<StompFrame> received = new ArrayList<>();
		for (int start = 0; start < bytes.length;) {
			int end = Math.min(bytes.length, start + 1 + random.nextInt(20));
			received.addAll(this.decoder.decode(Arrays.copyOfRange(bytes, start, end)));
			start = end;
		}
		assertThat(received).hasSameSizeAs(sent);
		for (int i = 0; i < sent.size(); i++) {
			assertThat(received.get(i).body()).isEqualTo(sent.get(i).body());
			assertThat(received.get(i).headers()).containsAllEntriesOf(sent.get(i).headers());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "MESSAGE\nno colon\n\n\0", "MESSAGE\n:no name\n\n\0", "MESSAGE\na:\\t\n\n\0",
			"MESSAGE\na:\\\n\n\0", "MESSAGE\ncontent-length:x\n\nbody\0", "MESSAGE\ncontent-length:2\n\nbody\0" })
	void whatIsNotStompIsRefused(String text) {
		assertThatExceptionOfType(StompException.class).isThrownBy(() -> decode(text));
	}

	@Test
	void aFrameThatNeverEndsIsRefused() {
		StompDecoder small = new StompDecoder(100);
		assertThat(small.decode("MESSAGE\n\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
		assertThatExceptionOfType(StompException.class)
			.isThrownBy(() -> small.decode("x".repeat(101).getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aFrameIsWrittenWithEscapesAndItsLength() {
		StompFrame frame = new StompFrame("SUBSCRIBE", Map.of("id", "a:b\n\\"), "€");
		assertThat(frame.encode()).isEqualTo("SUBSCRIBE\nid:a\\cb\\n\\\\\ncontent-length:3\n\n€\0");
	}

	@Test
	void connectIsWrittenWithoutEscapesAndWithoutLineEndsInItsHeaders() {
		StompFrame frame = new StompFrame("CONNECT", Map.of("Authorization", "Basic a:b\r\nevil:1"), "");
		assertThat(frame.encode()).isEqualTo("CONNECT\nAuthorization:Basic a:bevil:1\n\n\0");
	}

	private List<StompFrame> decode(String text) {
		return this.decoder.decode(text.getBytes(StandardCharsets.UTF_8));
	}

}

package dev.syncedstore.benchmarks.driver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Frames of servers, however their bytes come.
 */
class WebSocketFramesTests {

	private final List<String> texts = new ArrayList<>();

	private final List<ByteBuffer> answers = new ArrayList<>();

	private final WebSocketFrames frames = new WebSocketFrames(
			(text) -> this.texts.add(StandardCharsets.UTF_8.decode(text).toString()), this.answers::add);

	@Test
	void lengthsAreOfThreeKinds() {
		String medium = "m".repeat(300);
		String large = "l".repeat(70_000);
		ByteBuffer bytes = ByteBuffer.allocate(100_000);
		bytes.put((byte) 0x81).put((byte) 2).put("ab".getBytes(StandardCharsets.UTF_8));
		bytes.put((byte) 0x81).put((byte) 126).putShort((short) 300).put(medium.getBytes(StandardCharsets.UTF_8));
		bytes.put((byte) 0x81).put((byte) 127).putLong(70_000).put(large.getBytes(StandardCharsets.UTF_8));
		this.frames.read(bytes.flip().duplicate());
		assertThat(this.texts).containsExactly("ab", medium, large);
		this.texts.clear();
		while (bytes.hasRemaining()) {
			this.frames.read(ByteBuffer.wrap(new byte[] { bytes.get() }));
		}
		assertThat(this.texts).containsExactly("ab", medium, large);
	}

	@Test
	void fragmentsAreOneText() {
		this.frames.read(ByteBuffer.wrap(new byte[] { 0x01, 1, 'a', 0x00, 1, 'b', (byte) 0x80, 1, 'c' }));
		assertThat(this.texts).containsExactly("abc");
	}

	@Test
	void aPingIsAnsweredByItsBytesMasked() {
		this.frames.read(ByteBuffer.wrap(new byte[] { (byte) 0x89, 1, 'p' }));
		assertThat(this.answers)
			.containsExactly(ByteBuffer.wrap(new byte[] { (byte) 0x8a, (byte) 0x81, 0, 0, 0, 0, 'p' }));
	}

	@Test
	void whyTheServerClosesIsTold() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.frames.read(ByteBuffer.wrap(new byte[] { (byte) 0x88, 3, 0x03, (byte) 0xe9, 'x' })))
			.withMessageContaining("1001 x");
	}

}

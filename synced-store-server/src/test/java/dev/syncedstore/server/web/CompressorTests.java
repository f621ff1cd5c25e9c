package dev.syncedstore.server.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Compressor}.
 */
class CompressorTests {

	private final Compressor compressor = new Compressor();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1024, 65_535, 65_536, 65_537, 1_000_000 })
	void whatIsCompressedCanBeReadAgain(int length) throws IOException {
		byte[] noise = new byte[length];
		new Random(length).nextBytes(noise);
		assertThat(inflate(this.compressor.gzip(noise))).isEqualTo(noise);
		byte[] text = "All work and no play. ".repeat(length / 22 + 1)
			.substring(0, length)
			.getBytes(StandardCharsets.UTF_8);
		byte[] compressed = this.compressor.gzip(text);
		assertThat(inflate(compressed)).isEqualTo(text);
		assertThat(compressed).hasSizeLessThan(40 + length / 10);
	}

	@Test
	void manyThreadsCompressAtOnce() {
		assertThat(IntStream.range(0, 200).parallel().mapToObj((number) -> {
			byte[] body = new byte[100_000 + number];
			new Random(number).nextBytes(body);
			try {
				return Arrays.equals(inflate(this.compressor.gzip(body)), body);
			}
			catch (IOException ex) {
				return false;
			}
		})).containsOnly(true);
	}

	private static byte[] inflate(byte[] compressed) throws IOException {
		return new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
	}

}

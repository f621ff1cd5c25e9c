package dev.syncedstore.core.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyOrderTests {

	private static final int[] EDGES = { 0x1, 0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000,
			0x103ff, 0x10400, 0x1f600, 0x10fc00, 0x10ffff };

	@Test
	void isTheOrderOfTheBytesOfUtf8() {
		Random random = new Random(1);
		int differsFromChars = 0;
		for (int i = 0; i < 200_000; i++) {
			String a = text(random);
			String b = random.nextInt(4) == 0 ? a + text(random) : text(random);
			int expected = Integer
				.signum(Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
			assertThat(Integer.signum(KeyOrder.compare(a, b))).as("%s, %s", a, b).isEqualTo(expected);
			if (Integer.signum(a.compareTo(b)) != expected) {
				differsFromChars++;
			}
		}
		assertThat(differsFromChars).as("how often the order of chars is another").isGreaterThan(1000);
	}

	@Test
	void theEndOfAPrefixIsAboveAllThatBeginsWithItAndNothingElse() {
		Random random = new Random(2);
		for (int i = 0; i < 100_000; i++) {
			String prefix = "k" + text(random);
			String end = KeyOrder.endOfPrefix(prefix);
			String key = random.nextBoolean() ? prefix + text(random) : "k" + text(random);
			boolean isInRange = KeyOrder.compare(prefix, key) <= 0 && KeyOrder.compare(key, end) < 0;
			assertThat(isInRange).as("prefix %s, key %s, end %s", prefix, key, end).isEqualTo(key.startsWith(prefix));
		}
	}

	@Test
	void theEndOfAPrefixIsNeverHalfASurrogatePair() {
		assertThat(KeyOrder.endOfPrefix("a\ud7ff")).isEqualTo("a\ue000");
		assertThat(KeyOrder.endOfPrefix("a\uffff")).isEqualTo("a\ud800\udc00");
		assertThat(KeyOrder.endOfPrefix("a\udbff\udfff")).isEqualTo("b");
		assertThatIllegalArgumentException().isThrownBy(() -> KeyOrder.endOfPrefix("\udbff\udfff"));
	}

	private static String text(Random random) {
		StringBuilder result = new StringBuilder();
		for (int i = random.nextInt(4); i > 0; i--) {
			result.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
		}
		return result.toString();
	}

}

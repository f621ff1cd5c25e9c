package dev.syncedstore.benchmarks.load;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That values are as long as the table of figures says.
 */
class TextsTests {

	@Test
	void aValueHas120BytesAndIsNeverTheSame() {
		Texts texts = new Texts(new Random(1).nextLong());
		String one = texts.next();
		String other = texts.next();
		assertThat("{\"text\":\"" + one + "\"}").hasSize(120).matches("[ -~]*");
		assertThat(one).isNotEqualTo(other).doesNotContain("\"", "\\");
	}

}

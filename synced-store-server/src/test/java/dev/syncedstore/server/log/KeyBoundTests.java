package dev.syncedstore.server.log;

import java.util.List;

import dev.syncedstore.core.state.KeyOrder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyBoundTests {

	private static final List<String> KEYS = List.of("t/", "t/a", "t/a b", "t/ab", "t/z", "t/é", "t/\uD7FF", "t/\uE000",
			"t/\uFFFF", "t/\uD800\uDC00", "t/\uD801\uDC00x", "t/\uDBFF\uDFFF", "u/a");

	private static final List<String> IMPOSSIBLE = List.of("t/\0", "t/a\0z", "t/\uD800", "t/\uD801", "t/\uD800x",
			"t/\uDC00", "t/\uDFFFx", "t/a\uD800", "\0", "t/\uDBFF");

	@Test
	void aBoundThatCanNotBeStoredDividesTheKeysAsBefore() {
		for (String bound : IMPOSSIBLE) {
			assertThat(KeyBound.isPossibleKey(bound)).isFalse();
			for (String key : KEYS) {
				assertThat(KeyOrder.compare(key, KeyBound.of(bound)) >= 0).as("%s against %s", key, bound)
					.isEqualTo(KeyOrder.compare(key, bound) >= 0);
			}
		}
	}

	@Test
	void aBoundThatCanBeStoredStaysAsItIs() {
		for (String key : KEYS) {
			assertThat(KeyBound.of(key)).isSameAs(key);
			assertThat(KeyBound.isPossibleKey(key)).isTrue();
		}
	}

}

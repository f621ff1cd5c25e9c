package dev.syncedstore.processor.typescript;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JavaScriptPatternTests {

	private static final List<String> PATTERNS = List.of("", "a", "a|b", "^a|ab$", "[a-c]+", "[^a-c]*", "[\\w-.]+",
			"[-a]", "[a-]", "[a\\-c]", "\\d{2}", "\\d{1,}?", "(ab){1,2}c?", "(?:a|b)*?c", "(?=a).+", "(?!a).+", ".",
			".*", "\\s*", "[\\s\\d]+", "\\S+", "\\W", "\\.\\-\\@\\/", "/", "[/\\]]", "😀+", "[😀-😂]", "\\u00e9",
			"\\x41", "a{0}", "}", "]", "[.*+?$|()]", "\\t|\\n|\\r|\\f", "[\\u2028]", "é");

	private static final List<String> PIECES = List.of("a", "b", "c", "ab", "A", "0", "12", ".", "-", "@", "/", "\\",
			"]", "}", "$", "^", " ", "\t", "\n", "\r", "\f", "\u000b", "\u0085", "\u00a0", "\u2028", "é", "😀", "😁",
			"_", "|", "*", "(", "\ufeff");

	@Test
	void matchesTheSameTexts() {
		Random random = new Random(7);
		try (Context javaScript = Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
			int matches = 0;
			for (String java : PATTERNS) {
				String translated = JavaScriptPattern.of(java);
				assertThat(translated).as(java).isNotNull();
				Value pattern = javaScript.eval("js", "(text) => " + translated + ".test(text)");
				for (int i = 0; i < 100; i++) {
					StringBuilder text = new StringBuilder();
					for (int length = random.nextInt(4); length > 0; length--) {
						text.append(PIECES.get(random.nextInt(PIECES.size())));
					}
					boolean expected = Pattern.matches(java, text);
					assertThat(pattern.execute(text.toString()).asBoolean())
						.as("%s as %s: '%s'", java, translated, text)
						.isEqualTo(expected);
					matches += expected ? 1 : 0;
				}
			}
			assertThat(matches).isGreaterThan(PATTERNS.size() * 5);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\b", "(a)\\1", "a++", "a*+", "(?i)a", "(?<n>a)", "(?<=a)b", "\\p{L}", "[a[b]]", "[a&&b]",
			"\\Qa\\E", "a^b", "a$b", "{", "a{x}", "[\\S]", "\\R", "\\h", "[a", "\\" })
	void whatMightDifferIsNotTranslated(String java) {
		assertThat(JavaScriptPattern.of(java)).isNull();
	}

}

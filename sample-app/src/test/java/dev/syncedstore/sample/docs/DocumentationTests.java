package dev.syncedstore.sample.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.syncedstore.sample.docs.Manual.CodeBlock;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the manual true. Run with {@code -Dmanual=update} to copy changed regions and
 * properties into it.
 */
@Tag("one-jdk")
class DocumentationTests {

	private static final boolean UPDATE = "update".equals(System.getProperty("manual"));

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)\\s]+)\\)");

	private final Manual manual = Manual.ofProject();

	@TestFactory
	Stream<DynamicTest> snippetsEqualTheCodeTheyComeFrom() {
		return codeBlocks().filter(CodeBlock::isSnippet)
			.map((block) -> DynamicTest.dynamicTest(this.manual.name(block.page()) + ": " + block.source(), () -> {
				String region = this.manual.region(block.source());
				assertThat(region).as(block.source()).isNotEmpty();
				if (UPDATE) {
					replace(block.page(), fenced(block, block.code()), fenced(block, region));
				}
				else {
					assertThat(block.code()).isEqualTo(region);
				}
			}));
	}

	@Test
	void nobodyForgetsTheBlockThatASnippetGoesInto() {
		for (Path page : this.manual.pages()) {
			long announced = Manual.read(page).lines().filter((line) -> line.startsWith("<!-- snippet: ")).count();
			assertThat(this.manual.codeBlocks(page).stream().filter(CodeBlock::isSnippet)).as(this.manual.name(page))
				.hasSize((int) announced);
		}
	}

	@Test
	void javaIsNeverWrittenByHand() {
		assertThat(codeBlocks().filter((block) -> Set.of("java", "xml").contains(block.language()))).isNotEmpty()
			.allMatch((block) -> block.isSnippet() || block.isFile());
	}

	@TestFactory
	Stream<DynamicTest> linksLeadSomewhere() {
		return this.manual.pages().stream().map((page) -> DynamicTest.dynamicTest(this.manual.name(page), () -> {
			List<String> links = LINK.matcher(Manual.read(page)).results().map((match) -> match.group(1)).toList();
			assertThat(links.stream().filter((link) -> !link.startsWith("http")).filter((link) -> !leads(page, link)))
				.isEmpty();
		}));
	}

	@Test
	void thePropertiesAreThoseOfTheMetadata() {
		Path page = this.manual.root().resolve("src/docs/configuration.md");
		String text = Manual.read(page);
		String begin = "<!-- properties -->\n";
		int from = text.indexOf(begin) + begin.length();
		String table = text.substring(from, text.indexOf("<!-- end of properties -->", from));
		String expected = ConfigurationMetadata.load().asTable();
		if (UPDATE) {
			replace(page, begin + table, begin + expected);
		}
		else {
			assertThat(table).isEqualTo(expected);
		}
	}

	@Test
	void everyPropertyThatIsNamedExists() {
		Set<String> known = ConfigurationMetadata.load().names();
		Pattern property = Pattern.compile("`(synced-store\\.[a-z.-]+[a-z])(=[^`]*)?`");
		for (Path page : this.manual.pages()) {
			assertThat(property.matcher(Manual.read(page)).results().map((match) -> match.group(1)))
				.as(this.manual.name(page))
				.allMatch((name) -> known.stream().anyMatch((one) -> one.equals(name) || one.startsWith(name + ".")));
		}
	}

	private Stream<CodeBlock> codeBlocks() {
		return this.manual.pages().stream().flatMap((page) -> this.manual.codeBlocks(page).stream());
	}

	private static String fenced(CodeBlock block, String code) {
		return block.comment() + "\n```" + block.language() + "\n" + (code.isEmpty() ? "" : code + "\n") + "```";
	}

	private static void replace(Path page, String old, String replacement) {
		try {
			Files.writeString(page, Manual.read(page).replace(old, replacement));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean leads(Path page, String link) {
		int hash = link.indexOf('#');
		String file = (hash >= 0) ? link.substring(0, hash) : link;
		Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
		return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
	}

	private static List<String> anchors(Path page) {
		return Manual.read(page)
			.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^a-z0-9 _-]", "")
				.replace(' ', '-'))
			.toList();
	}

}

package dev.syncedstore.sample.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * README, CONTRIBUTING and the manual, as files that a test can look into. A code block
 * says in a comment before it where it comes from: {@code <!-- snippet: path#tag -->} or
 * {@code <!-- file: path -->}.
 */
record Manual(Path root) {

	/** The root of the project, wherever the tests were started from. */
	static Manual ofProject() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("mvnw"))) {
			folder = folder.getParent();
		}
		return new Manual(folder);
	}

	List<Path> pages() {
		try (Stream<Path> docs = Files.walk(this.root.resolve("src/docs"))) {
			return Stream
				.concat(Stream.of("README.md", "CONTRIBUTING.md").map(this.root::resolve),
						docs.filter((path) -> path.toString().endsWith(".md")).sorted())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String name(Path page) {
		return this.root.relativize(page).toString();
	}

	List<CodeBlock> codeBlocks(Path page) {
		List<CodeBlock> blocks = new ArrayList<>();
		List<String> lines = read(page).lines().toList();
		for (int start = 0; start < lines.size(); start++) {
			if (lines.get(start).startsWith("```")) {
				int end = start + 1;
				while (!lines.get(end).equals("```")) {
					end++;
				}
				blocks.add(new CodeBlock(page, (start > 0) ? lines.get(start - 1) : "", lines.get(start).substring(3),
						String.join("\n", lines.subList(start + 1, end))));
				start = end;
			}
		}
		return blocks;
	}

	/**
	 * The region of a source file between {@code tag::name[]} and {@code end::name[]},
	 * moved to the left edge, with four spaces for a tab.
	 */
	String region(String source) {
		int hash = source.indexOf('#');
		String tag = source.substring(hash + 1);
		List<String> region = new ArrayList<>();
		boolean inside = false;
		for (String line : read(this.root.resolve(source.substring(0, hash))).lines().toList()) {
			if (line.contains("tag::" + tag + "[]")) {
				inside = true;
			}
			else if (line.contains("end::" + tag + "[]")) {
				inside = false;
			}
			else if (inside && !line.contains("tag::") && !line.contains("end::")) {
				region.add(line.replace("\t", "    "));
			}
		}
		return String.join("\n", region).stripIndent().strip();
	}

	static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A fenced block of code and the line before it.
	 */
	record CodeBlock(Path page, String comment, String language, String code) {

		private static final String SNIPPET = "<!-- snippet: ";

		private static final String FILE = "<!-- file: ";

		boolean isSnippet() {
			return this.comment.startsWith(SNIPPET);
		}

		boolean isFile() {
			return this.comment.startsWith(FILE);
		}

		String source() {
			String start = isSnippet() ? SNIPPET : FILE;
			return this.comment.substring(start.length(), this.comment.indexOf(" -->"));
		}

	}

}

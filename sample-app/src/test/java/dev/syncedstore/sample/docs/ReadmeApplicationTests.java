package dev.syncedstore.sample.docs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.syncedstore.sample.docs.Manual.CodeBlock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The README's first application and what the manual adds to it: its requests are sent,
 * and its programs run.
 */
@Tag("one-jdk")
class ReadmeApplicationTests {

	private static final Pattern CURL = Pattern.compile("curl -s localhost:8080(\\S+)((?:(?!curl -s).)*)",
			Pattern.DOTALL);

	private final Manual manual = Manual.ofProject();

	@Test
	void itServesPushPullAndPoke(@TempDir Path folder) throws Exception {
		try (ReadmeApplication application = new ReadmeApplication(folder)) {
			int port = application.startServer();
			List<String> answers = sendTheRequests(port);
			assertThat(answers).hasSize(2);
			assertThat(answers.get(0)).contains("\"last_mutation_id\":1", "\"rejected_mutations\":[]");
			assertThat(answers.get(1)).contains("Buy milk");
			Path printed = application.run("client", "com.example.GroceriesClient",
					List.of("http://localhost:" + port));
			await().until(() -> Files.readString(printed),
					(text) -> text.contains("Buy milk") && text.contains("Buy eggs"));
		}
	}

	@Test
	void theApplicationIsShort() {
		long lines = ReadmeApplication.blocks()
			.filter((block) -> block.isFile() && block.language().equals("java"))
			.filter((block) -> !block.source().contains("Client"))
			.flatMap((block) -> block.code().lines())
			.filter((line) -> !line.isBlank() && !line.startsWith("import") && !line.startsWith("package")
					&& !line.strip().equals("}"))
			.count();
		assertThat(lines).isLessThanOrEqualTo(15);
	}

	@Test
	void theReadmeIsShort() {
		assertThat(Manual.read(this.manual.root().resolve("README.md")).lines().count()).isLessThan(150);
	}

	@Test
	void theVersionInItsPomIsThatOfThisProject() {
		String version = Manual.read(this.manual.root().resolve("pom.xml"))
			.replaceFirst("(?s).*?<artifactId>synced-store-parent</artifactId>\\s*<version>([^<]*).*", "$1");
		String pom = ReadmeApplication.blocks()
			.filter((block) -> block.isFile() && block.source().equals("pom.xml"))
			.map(CodeBlock::code)
			.findFirst()
			.orElseThrow();
		assertThat(pom.split("<groupId>dev.syncedstore</groupId>")).hasSize(4);
		assertThat(pom.split("<version>" + Pattern.quote(version) + "</version>")).hasSize(4);
	}

	private static List<String> sendTheRequests(int port) throws Exception {
		String commands = ReadmeApplication.blocks()
			.filter((block) -> block.code().startsWith("curl"))
			.map(CodeBlock::code)
			.collect(Collectors.joining("\n"));
		List<String> answers = new ArrayList<>();
		for (var curl : CURL.matcher(commands).results().toList()) {
			String body = curl.group(2).replaceFirst("(?s).*-d '(.*)'.*", "$1");
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + curl.group(1)))
				.POST(HttpRequest.BodyPublishers.ofString(body));
			Pattern.compile("-H '([^:]+): ([^']*)'")
				.matcher(curl.group(2))
				.results()
				.forEach((header) -> request.header(header.group(1), header.group(2)));
			answers.add(HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
		}
		return answers;
	}

}

package dev.syncedstore.sample.docs;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.sample.docs.Manual.CodeBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The README's first application, made from the README alone: its files are compiled and
 * run in processes of their own, without what this module has on its class path besides,
 * and its requests are sent.
 */
class ReadmeApplicationTests {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern CURL = Pattern.compile("curl -s localhost:8080(\\S+)((?:(?!curl -s).)*)",
			Pattern.DOTALL);

	private final Manual manual = Manual.ofProject();

	private final List<Process> processes = new ArrayList<>();

	@TempDir
	private Path folder;

	@BeforeEach
	void makeTheApplication() throws IOException {
		List<String> sources = new ArrayList<>();
		for (CodeBlock block : blocks().filter(CodeBlock::isFile).toList()) {
			Path file = this.folder.resolve(block.source());
			Files.createDirectories(file.getParent());
			Files.writeString(file, block.code());
			if (block.source().endsWith(".java")) {
				sources.add(file.toString());
			}
		}
		Path resources = this.folder.resolve("src/main/resources");
		List<String> args = new ArrayList<>(List.of("-d", resources.toString(), "-parameters", "-cp", libraries()));
		args.addAll(sources);
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new))).isZero();
	}

	@AfterEach
	void stopProcesses() {
		this.processes.forEach(Process::destroy);
	}

	@Test
	void itServesPushPullAndPoke() throws Exception {
		TestDatabase database = TestDatabase.create();
		List<String> args = new ArrayList<>(List.of("--server.port=0"));
		Arrays.stream(database.properties()).map("--"::concat).forEach(args::add);
		Path log = run("server", "com.example.GroceriesApplication", args);
		String port = await().atMost(Duration.ofMinutes(4))
			.until(() -> STARTED.matcher(Files.readString(log)), Matcher::find)
			.group(1);
		List<String> answers = sendTheRequests(port);
		assertThat(answers).hasSize(2);
		assertThat(answers.get(0)).contains("\"last_mutation_id\":1", "\"rejected_mutations\":[]");
		assertThat(answers.get(1)).contains("Buy milk");
		Path printed = run("client", "com.example.GroceriesClient", List.of("http://localhost:" + port));
		await().until(() -> Files.readString(printed),
				(text) -> text.contains("Buy milk") && text.contains("Buy eggs"));
	}

	@Test
	void theApplicationIsShort() {
		long lines = blocks().filter((block) -> block.isFile() && block.language().equals("java"))
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
		String pom = blocks().filter((block) -> block.isFile() && block.source().equals("pom.xml"))
			.map(CodeBlock::code)
			.findFirst()
			.orElseThrow();
		assertThat(pom.split("<groupId>dev.syncedstore</groupId>")).hasSize(4);
		assertThat(pom.split("<version>" + Pattern.quote(version) + "</version>")).hasSize(4);
	}

	private Stream<CodeBlock> blocks() {
		return this.manual.codeBlocks(this.manual.root().resolve("README.md")).stream();
	}

	private Path run(String name, String mainClass, List<String> args) throws IOException {
		Path log = this.folder.resolve(name + ".log");
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-cp",
				this.folder.resolve("src/main/resources") + File.pathSeparator + libraries(), mainClass));
		command.addAll(args);
		this.processes.add(new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start());
		return log;
	}

	/** What the README's pom brings, of all that this module has. */
	private static String libraries() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !path.contains("sample-app") && !path.contains("security") && !path.contains("actuator")
					&& !path.contains("junit") && !path.contains("-test"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private List<String> sendTheRequests(String port) throws Exception {
		String commands = blocks().filter((block) -> block.code().startsWith("curl"))
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

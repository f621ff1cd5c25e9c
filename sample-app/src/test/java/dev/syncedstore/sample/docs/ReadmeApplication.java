package dev.syncedstore.sample.docs;

import java.io.File;
import java.io.IOException;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application of the README and of the manual's page for beginners, made of what they
 * say alone: its files are compiled and run in processes of their own, without what this
 * module has on its class path besides.
 */
public final class ReadmeApplication implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private final Path folder;

	private final List<Process> processes = new ArrayList<>();

	/**
	 * Write its files, and compile them.
	 * @param folder where
	 */
	public ReadmeApplication(Path folder) throws IOException {
		this.folder = folder;
		List<String> sources = new ArrayList<>();
		for (CodeBlock block : blocks().filter(CodeBlock::isFile).toList()) {
			Path file = folder.resolve(block.source());
			Files.createDirectories(file.getParent());
			Files.writeString(file, block.code());
			if (block.source().endsWith(".java")) {
				sources.add(file.toString());
			}
		}
		List<String> args = new ArrayList<>(List.of("-d", resources().toString(), "-parameters", "-cp", libraries(),
				"-processorpath", processor(), "-Asyncedstore.portable=error"));
		args.addAll(sources);
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new))).isZero();
	}

	/** All blocks of code of the two pages. */
	static Stream<CodeBlock> blocks() {
		Manual manual = Manual.ofProject();
		return Stream.of("README.md", "src/docs/getting-started.md")
			.flatMap((page) -> manual.codeBlocks(manual.root().resolve(page)).stream());
	}

	/**
	 * Start the server, with a database of its own.
	 * @return its port
	 */
	public int startServer() throws IOException {
		TestDatabase database = TestDatabase.create();
		List<String> args = new ArrayList<>(List.of("--server.port=0"));
		Arrays.stream(database.properties()).map("--"::concat).forEach(args::add);
		Path log = run("server", "com.example.GroceriesApplication", args);
		return Integer.parseInt(await().atMost(Duration.ofMinutes(4))
			.until(() -> STARTED.matcher(Files.readString(log)), Matcher::find)
			.group(1));
	}

	/**
	 * Run one of its classes.
	 * @return where its output is written
	 */
	Path run(String name, String mainClass, List<String> args) throws IOException {
		Path log = this.folder.resolve(name + ".log");
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-cp",
				resources() + File.pathSeparator + libraries(), mainClass));
		command.addAll(args);
		this.processes.add(new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start());
		return log;
	}

	private Path resources() {
		return this.folder.resolve("src/main/resources");
	}

	/** Tells if its mutators are not what browsers run, too. */
	private static String processor() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> path.contains("synced-store-processor"))
			.findFirst()
			.orElseThrow();
	}

	/** What the README's pom brings, of all that this module has. */
	private static String libraries() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !path.contains("sample-app") && !path.contains("security") && !path.contains("actuator")
					&& !path.contains("synced-store-processor") && !path.contains("junit") && !path.contains("-test"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	@Override
	public void close() {
		this.processes.forEach(Process::destroy);
	}

}

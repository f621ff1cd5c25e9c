package dev.syncedstore.client.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scenarios that every client goes through, of whatever language.
 */
class ScenarioTests {

	private static final Path PROTOCOL = Path.of("..", "src", "protocol").toAbsolutePath().normalize();

	@TestFactory
	Stream<DynamicTest> everyScenarioEndsAsItSays() throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.list(PROTOCOL.resolve("scenarios"))) {
			files = all.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
		assertThat(files).as("scenarios in %s", PROTOCOL).hasSizeGreaterThan(50);
		return files.stream()
			.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(),
					() -> new ScenarioRunner(read(file), PROTOCOL).play()));
	}

	private static JsonNode read(Path file) {
		try {
			return new ObjectMapper().readTree(file.toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

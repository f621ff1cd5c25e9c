package dev.syncedstore.client.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scenarios that every client goes through, of whatever language.
 */
class ScenarioTests {

	private static final Path PROTOCOL = Path.of("..", "src", "protocol").toAbsolutePath().normalize();

	@TestFactory
	Stream<DynamicTest> everyScenarioEndsAsItSays() throws IOException {
		return files().stream()
			.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(),
					() -> new ScenarioRunner(read(file), PROTOCOL).play()));
	}

	@Test
	void everyScenarioIsAsTheSchemaSaysAndStandsInTheReadme() throws IOException {
		JsonSchema schema = RequestChecks.schema(PROTOCOL, "scenario.schema.json");
		String readme = Files.readString(PROTOCOL.resolve("README.md"));
		for (Path file : files()) {
			JsonNode scenario = read(file);
			assertThat(schema.validate(scenario)).as("%s", file).isEmpty();
			assertThat(file).hasFileName(scenario.get("name").asText() + ".json");
			assertThat(readme).contains("`" + scenario.get("name").asText() + "`");
		}
	}

	private static List<Path> files() throws IOException {
		try (Stream<Path> all = Files.list(PROTOCOL.resolve("scenarios"))) {
			List<Path> files = all.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
			assertThat(files).as("scenarios in %s", PROTOCOL).hasSizeGreaterThan(90);
			return files;
		}
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

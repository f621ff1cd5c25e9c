package dev.syncedstore.benchmarks.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.LineResult;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results for programs, and for handing them from a comparison's process to the run.
 */
public final class JsonReport {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private JsonReport() {
	}

	/**
	 * Write all results and what they mean.
	 * @param file to write
	 * @param machine what was measured on
	 * @param results of all lines
	 */
	public static void write(Path file, Machine machine, List<LineResult> results) {
		JSON.writeValue(file,
				Map.of("machine", machine.facts(), "lines", results.stream().map(JsonReport::line).toList()));
	}

	private static Map<String, Object> line(LineResult result) {
		return Map.of("line", result.line(), "met", result.isMet(), "median", result.figure(), "lowest",
				result.lowest(), "highest", result.highest(), "pairs", result.pairs());
	}

	/**
	 * Write the results of one comparison.
	 * @param file to write
	 * @param results its results
	 */
	public static void hand(Path file, List<LineResult> results) {
		JSON.writeValue(file, results);
	}

	/**
	 * Read the results of one comparison.
	 * @param file as {@link #hand} wrote it
	 * @return its results
	 */
	public static List<LineResult> take(Path file) {
		return JSON.readValue(file, new TypeReference<>() {
		});
	}

}

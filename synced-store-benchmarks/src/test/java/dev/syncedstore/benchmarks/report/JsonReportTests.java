package dev.syncedstore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.compare.LineResult;
import dev.syncedstore.benchmarks.compare.LineResult.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results as JSON.
 */
class JsonReportTests {

	private static final Line LINE = new Line(4, "name", "what", "against", "ms", Bound.completes());

	private static final List<LineResult> RESULTS = List
		.of(new LineResult(LINE, List.of(new Pair(Double.NaN, 3), new Pair(Double.NaN, 5))), LineResult.failed(LINE));

	@TempDir
	Path folder;

	@Test
	void whatIsHandedOverComesBack() {
		Path file = this.folder.resolve("results.json");
		JsonReport.hand(file, RESULTS);
		assertThat(JsonReport.take(file)).isEqualTo(RESULTS);
	}

	@Test
	void theReportSaysWhatItsFiguresMean() throws IOException {
		Path file = this.folder.resolve("report.json");
		JsonReport.write(file, new Machine(Map.of("jdk", "17")), RESULTS);
		assertThat(Files.readString(file)).contains("\"jdk\" : \"17\"", "\"what\" : \"what\"", "\"median\" : 4.0",
				"\"met\" : true", "\"met\" : false");
	}

}

package dev.syncedstore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.LineResult;
import dev.syncedstore.benchmarks.compare.PairedRun;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.report.JsonReport;

/**
 * Runs one comparison in a process of its own, where no other has left threads, compiled
 * code or garbage behind.
 */
final class ComparisonProcess {

	private ComparisonProcess() {
	}

	/**
	 * In that process.
	 * @param args the name of the comparison, the form, and the file for the results
	 */
	public static void main(String[] args) throws Exception {
		List<LineResult> results = new PairedRun(Form.valueOf(args[1]), System.out::println)
			.run(Comparisons.get(args[0]));
		JsonReport.hand(Path.of(args[2]), results);
		// Threads of clients may still be there.
		System.exit(0);
	}

	/**
	 * In the process of the run.
	 */
	static List<LineResult> run(String comparison, Form form, String postgres)
			throws IOException, InterruptedException {
		Path results = Files.createTempFile("comparison", ".json");
		try {
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-classpath",
							System.getProperty("java.class.path"), "-D" + BenchmarkPostgres.PROPERTY + "=" + postgres,
							ComparisonProcess.class.getName(), comparison, form.name(), results.toString()));
			int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
			if (exit != 0) {
				throw new IllegalStateException("The comparison " + comparison + " ended with " + exit);
			}
			return JsonReport.take(results);
		}
		finally {
			Files.deleteIfExists(results);
		}
	}

}

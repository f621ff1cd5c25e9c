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
		List<LineResult> results;
		Profile profile = Profile.start(args[0]);
		try {
			results = new PairedRun(Form.valueOf(args[1]), System.out::println).run(Comparisons.get(args[0]));
		}
		finally {
			profile.stop();
		}
		JsonReport.hand(Path.of(args[2]), results);
		// Threads of clients may still be there.
		System.exit(0);
	}

	/**
	 * In the process of the run. What goes wrong in the other is a result, too, so that
	 * one line that can't be measured doesn't cost all others.
	 */
	static List<LineResult> run(String comparison, Form form, String postgres)
			throws IOException, InterruptedException {
		Path results = Files.createTempFile("comparison", ".json");
		try {
			List<String> command = new ArrayList<>();
			command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
			command.addAll(Comparisons.get(comparison).jvmOptions());
			command.addAll(Profile.jvmOptions());
			command.addAll(List.of("-classpath", System.getProperty("java.class.path"),
					"-D" + BenchmarkPostgres.PROPERTY + "=" + postgres, ComparisonProcess.class.getName(), comparison,
					form.name(), results.toString()));
			Process process = new ProcessBuilder(command).inheritIO().start();
			// Whoever ends the run ends this, too, and this its servers.
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
			int exit = process.waitFor();
			if (exit != 0) {
				System.err.println("The comparison " + comparison + " ended with " + exit);
				return Comparisons.get(comparison).lines().stream().map(LineResult::failed).toList();
			}
			return JsonReport.take(results);
		}
		finally {
			Files.deleteIfExists(results);
		}
	}

}

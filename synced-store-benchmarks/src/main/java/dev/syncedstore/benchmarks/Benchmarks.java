package dev.syncedstore.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.LineResult;
import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
import dev.syncedstore.benchmarks.report.JsonReport;
import dev.syncedstore.benchmarks.report.Machine;
import dev.syncedstore.benchmarks.report.Table;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.embedded.testing.TestPostgres;
import dev.syncedstore.embedded.testing.TestPostgres.Durability;

/**
 * Runs the comparisons one after the other, prints the table and writes the JSON. Fails
 * if a figure is worse than noise could make it.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Started by {@code ./mvnw -Pbenchmarks -pl synced-store-benchmarks -am -DskipTests
	 * verify}.
	 * @param args the form ({@code full} or {@code short}), the numbers of lines with
	 * commas between or {@code all}, and the file for the JSON
	 * @throws Exception if a comparison can't be run
	 */
	public static void main(String[] args) throws Exception {
		Form form = Form.valueOf(args[0].toUpperCase(Locale.ROOT));
		List<Integer> numbers = numbers(args[1]);
		List<LineResult> results = new ArrayList<>();
		Machine machine;
		try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE)) {
			String url = url(postgres.createDatabase());
			machine = Machine.current(BenchmarkPostgres.at(url).facts());
			SecondOpinion measurement = new SecondOpinion(
					(comparison, asked) -> ComparisonProcess.run(comparison, asked, url), System.out::println);
			for (String comparison : Comparisons.filling(numbers, form)) {
				System.out.println("== " + comparison);
				List<LineResult> lines = measurement.run(comparison, form);
				System.out.println(Table.of(machine, lines));
				results.addAll(lines);
			}
		}
		results.removeIf((result) -> !numbers.isEmpty() && !numbers.contains(result.line().number()));
		results.sort(Comparator.comparing((result) -> result.line().number()));
		JsonReport.write(Path.of(args[2]), machine, results);
		System.out.println(Table.of(machine, results));
		List<String> far = results.stream()
			.filter(LineResult::isMissedByFar)
			.map((result) -> result.line().number() + " " + result.line().what())
			.toList();
		if (!far.isEmpty()) {
			System.err.println("Worse than half of what they must be: " + far);
			System.exit(1);
		}
	}

	private static String url(TestDatabase database) {
		return database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "user=" + database.username()
				+ "&password=" + database.password();
	}

	private static List<Integer> numbers(String lines) {
		return lines.equals("all") ? List.of() : Stream.of(lines.split(",")).map(Integer::valueOf).toList();
	}

}

package dev.syncedstore.teavm.kitchen;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.syncedstore.teavm.build.BuildSettings;
import dev.syncedstore.teavm.build.BuiltModule;
import dev.syncedstore.teavm.build.MutatorsBuild;
import dev.syncedstore.teavm.build.SourceMaps;
import dev.syncedstore.test.parity.MutatorParity;
import dev.syncedstore.test.parity.ParityReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is compiled does the same as on the JVM, whatever mutators do, and however they
 * are called: many times in Node, and a few in GraalJS, which takes some 20 ms a call.
 */
class KitchenParityTests {

	private static final int CALLS = Integer.getInteger("parity.calls", 10_000);

	private static final int CALLS_IN_GRAALJS = 60;

	@TempDir
	private static Path folder;

	private static String module = "";

	@BeforeAll
	static void compile() throws Exception {
		MutatorsBuild build = new MutatorsBuild(settings());
		BuiltModule built = build.run().get(0);
		assertThat(built.storeType()).isEqualTo("kitchen");
		assertThat(build.run().get(0).fresh()).as("unchanged classes are not compiled again").isFalse();
		module = Files.readString(built.file());
	}

	@Test
	void whateverMutatorsDoTheyDoTheSameInTheBrowser() {
		NodeOnPath.assume();
		ParityReport report = parity().calls(CALLS).inNode().run();
		assertThat(report.calls()).isEqualTo(CALLS);
		assertThat(report.applied()).containsKeys("put", "combine", "check", "odd", "write");
		assertThat(report.rejected()).containsKeys("put", "combine", "check", "odd", "write");
		assertThat(report.failed()).containsKeys("odd");
	}

	@Test
	void theyDoSoInGraalJsWithoutNode() {
		ParityReport report = parity().calls(CALLS_IN_GRAALJS).seed(2).run();
		assertThat(report.calls()).isEqualTo(CALLS_IN_GRAALJS);
		assertThat(report.applied()).containsKeys("put", "odd", "write");
		assertThat(report.rejected()).containsKeys("check", "odd");
	}

	@Test
	void aDifferenceIsFoundAndToldWithTheCallAndBothSides() {
		assertThat(module).contains("by hand");
		MutatorParity different = parity().module(module.replace("by hand", "by foot"))
			.without(KitchenMutators::put)
			.without(KitchenMutators::combine)
			.without(KitchenMutators::check)
			.without(KitchenMutators::write);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> different.calls(60).run())
			.withMessageMatching("Call \\d+ of seed 1, odd with \\{\"kind\":7.* by \\w+\n"
					+ "  on the JVM    rejects thrown \\(by hand\\)\n  in the browser rejects thrown \\(by foot\\)");
	}

	private static MutatorParity parity() {
		return MutatorParity.of(KitchenMutators.class)
			.arguments(KitchenMutators::put, (random) -> new Sinks(random).put())
			.arguments(KitchenMutators::combine,
					(random) -> new Combine("s" + random.nextInt(4), "s" + random.nextInt(4),
							random.nextBoolean() ? null : "s" + random.nextInt(4)))
			.arguments(KitchenMutators::odd,
					(random) -> new Odd(random.nextInt(12), random.nextBoolean() ? "a" : "key-" + random.nextInt(3)))
			.module(module);
	}

	private static BuildSettings settings() throws Exception {
		List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.toList();
		return new BuildSettings(kitchenAlone(), classPath, List.of(), folder.resolve("modules"),
				folder.resolve("work"), Set.of(), SourceMaps.LINES);
	}

	/** Among the other tests' classes are mutators that can't be compiled. */
	private static Path kitchenAlone() throws Exception {
		Path all = Path.of(KitchenMutators.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		String kitchen = KitchenMutators.class.getPackageName().replace('.', '/');
		Path alone = Files.createDirectories(folder.resolve("classes").resolve(kitchen));
		try (Stream<Path> files = Files.list(all.resolve(kitchen))) {
			for (Path file : files.toList()) {
				Files.copy(file, alone.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		return folder.resolve("classes");
	}

}

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is compiled does the same as on the JVM, whatever mutators do, and however they
 * are called.
 */
class KitchenParityTests {

	/** GraalJS without its compiler takes some 20 ms a call. */
	private static final int CALLS = Integer.getInteger("parity.calls", 500);

	@TempDir
	private Path folder;

	@Test
	void whateverMutatorsDoTheyDoTheSameInTheBrowser() throws Exception {
		MutatorsBuild build = new MutatorsBuild(settings());
		BuiltModule module = build.run().get(0);
		assertThat(module.storeType()).isEqualTo("kitchen");
		assertThat(build.run().get(0).fresh()).as("unchanged classes are not compiled again").isFalse();
		ParityReport report = MutatorParity.of(KitchenMutators.class)
			.arguments(KitchenMutators::put, (random) -> new Sinks(random).put())
			.arguments(KitchenMutators::combine,
					(random) -> new Combine("s" + random.nextInt(4), "s" + random.nextInt(4),
							random.nextBoolean() ? null : "s" + random.nextInt(4)))
			.arguments(KitchenMutators::odd,
					(random) -> new Odd(random.nextInt(12), random.nextBoolean() ? "a" : "key-" + random.nextInt(3)))
			.module(Files.readString(module.file()))
			.calls(CALLS)
			.run();
		assertThat(report.calls()).isEqualTo(CALLS);
		assertThat(report.applied()).containsKeys("put", "combine", "check", "odd", "write");
		assertThat(report.rejected()).containsKeys("put", "combine", "check", "odd", "write");
		assertThat(report.failed()).containsKeys("odd");
	}

	private BuildSettings settings() throws Exception {
		List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.toList();
		return new BuildSettings(kitchenAlone(), classPath, List.of(), this.folder.resolve("modules"),
				this.folder.resolve("work"), Set.of(), SourceMaps.LINES);
	}

	/** Among the other tests' classes are mutators that can't be compiled. */
	private Path kitchenAlone() throws Exception {
		Path all = Path.of(KitchenMutators.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		String kitchen = KitchenMutators.class.getPackageName().replace('.', '/');
		Path alone = Files.createDirectories(this.folder.resolve("classes").resolve(kitchen));
		try (Stream<Path> files = Files.list(all.resolve(kitchen))) {
			for (Path file : files.toList()) {
				Files.copy(file, alone.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		return this.folder.resolve("classes");
	}

}

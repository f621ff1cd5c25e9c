package dev.syncedstore.maven;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.syncedstore.maven.counter.CounterMutators;
import dev.syncedstore.maven.large.LargeMutators;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * The goal, in a project whose classes are compiled already.
 */
class MutatorsMojoTests {

	@TempDir
	private Path folder;

	private final List<String> said = new ArrayList<>();

	@Test
	void theModuleIsBesideTheClassesAndItsSizeIsSaid() throws Exception {
		Path classes = classesOf(CounterMutators.class);
		MutatorsMojo mojo = mojo(classes);
		mojo.execute();
		Path modules = classes.resolve("synced-store/mutators");
		assertThat(modules.resolve("counter.js")).content().matches("export \\* from './counter-[0-9a-f]{16}\\.js';\n");
		try (Stream<Path> files = Files.list(modules)) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.anyMatch((name) -> name.matches("counter-[0-9a-f]{16}\\.js"))
				.anyMatch((name) -> name.matches("counter-[0-9a-f]{16}\\.js\\.map"));
		}
		assertThat(this.said).singleElement(STRING)
			.matches("info: Mutators of counter for the browser: \\d+\\.\\d kB with gzip, compiled in \\d+ ms");
		mojo.execute();
		assertThat(this.said).last(STRING).endsWith("kB with gzip, unchanged");
	}

	@Test
	@Tag("one-jdk")
	void aLargeModuleIsWarnedOfWithWhatMakesItLargeAndWhoUsesThat() throws Exception {
		mojo(classesOf(LargeMutators.class)).execute();
		assertThat(this.said).hasSize(2)
			.last(STRING)
			.startsWith("warn: The mutators of large take ")
			.contains("more than 20.48 kB")
			.contains("String.format (about 60 kB), reached from " + LargeMutators.class.getName() + ".padded");
	}

	@Test
	void whatSourceMapsAreThereIsSaidToWhoeverWantsAnother() throws Exception {
		MutatorsMojo mojo = mojo(classesOf(CounterMutators.class));
		set(mojo, "sourceMaps", "all");
		assertThatExceptionOfType(MojoFailureException.class).isThrownBy(mojo::execute)
			.withMessage("sourceMaps must be lines, sources or none, but is all");
	}

	@Test
	void oneExecutionWithoutAnySettingIsEnough() throws Exception {
		Plugin plugin = model(MutatorsMojoTests.class.getResourceAsStream("/application-pom.xml")).getBuild()
			.getPlugins()
			.get(0);
		assertThat(plugin.getExecutions()).singleElement()
			.satisfies((execution) -> assertThat(execution.getGoals()).containsExactly("mutators"));
	}

	@Test
	void theManualNamesTheGraalJsThatThisBuildIsTestedWith() throws Exception {
		Model parent = model(Files.newInputStream(Path.of("../pom.xml")));
		Model application = model(MutatorsMojoTests.class.getResourceAsStream("/application-pom.xml"));
		assertThat(application.getDependencies())
			.filteredOn((dependency) -> dependency.getGroupId().equals("org.graalvm.polyglot"))
			.hasSize(2)
			.allMatch((dependency) -> dependency.getVersion()
				.equals(parent.getProperties().getProperty("graalvm-polyglot.version")));
	}

	private static Model model(InputStream pom) throws Exception {
		try (pom) {
			return new MavenXpp3Reader().read(pom);
		}
	}

	private static void set(MutatorsMojo mojo, String parameter, Object value) throws Exception {
		Field field = MutatorsMojo.class.getDeclaredField(parameter);
		field.setAccessible(true);
		field.set(mojo, value);
	}

	/** A folder with the classes of one application, among those of several. */
	private Path classesOf(Class<?> mutators) throws Exception {
		Path all = Path.of(mutators.getProtectionDomain().getCodeSource().getLocation().toURI());
		String application = mutators.getPackageName().replace('.', '/');
		Path classes = this.folder.resolve("classes");
		Files.createDirectories(classes.resolve(application));
		try (Stream<Path> files = Files.list(all.resolve(application))) {
			for (Path file : files.toList()) {
				Files.copy(file, classes.resolve(application).resolve(file.getFileName().toString()));
			}
		}
		return classes;
	}

	private MutatorsMojo mojo(Path classes) throws Exception {
		MutatorsMojo mojo = new MutatorsMojo();
		set(mojo, "project", project(classes));
		mojo.setLog(new SystemStreamLog() {
			@Override
			public void info(CharSequence content) {
				MutatorsMojoTests.this.said.add("info: " + content);
			}

			@Override
			public void warn(CharSequence content) {
				MutatorsMojoTests.this.said.add("warn: " + content);
			}
		});
		return mojo;
	}

	private MavenProject project(Path classes) {
		MavenProject project = new MavenProject();
		Build build = new Build();
		build.setOutputDirectory(classes.toString());
		build.setDirectory(this.folder.resolve("target").toString());
		project.setBuild(build);
		return project;
	}

}

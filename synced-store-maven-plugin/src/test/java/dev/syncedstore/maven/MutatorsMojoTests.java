package dev.syncedstore.maven;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The goal, in a project whose classes are compiled already.
 */
class MutatorsMojoTests {

	private static final String APPLICATION = "dev/syncedstore/maven/counter";

	@TempDir
	private Path folder;

	@Test
	void theModuleIsBesideTheClasses() throws Exception {
		Path classes = this.folder.resolve("classes");
		Path compiled = Path.of(MutatorsMojoTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Files.createDirectories(classes.resolve(APPLICATION));
		try (Stream<Path> files = Files.list(compiled.resolve(APPLICATION))) {
			for (Path file : files.toList()) {
				Files.copy(file, classes.resolve(APPLICATION).resolve(file.getFileName().toString()));
			}
		}
		MutatorsMojo mojo = new MutatorsMojo();
		Field project = MutatorsMojo.class.getDeclaredField("project");
		project.setAccessible(true);
		project.set(mojo, project(classes));
		mojo.execute();
		Path modules = classes.resolve("synced-store/mutators");
		assertThat(modules.resolve("counter.js")).content().matches("export \\* from './counter-[0-9a-f]{16}\\.js';\n");
		try (Stream<Path> files = Files.list(modules)) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.anyMatch((name) -> name.matches("counter-[0-9a-f]{16}\\.js"))
				.anyMatch((name) -> name.matches("counter-[0-9a-f]{16}\\.js\\.map"));
		}
	}

	@Test
	void oneExecutionWithoutAnySettingIsEnough() throws Exception {
		try (InputStream pom = MutatorsMojoTests.class.getResourceAsStream("/application-pom.xml")) {
			Plugin plugin = new MavenXpp3Reader().read(pom).getBuild().getPlugins().get(0);
			assertThat(plugin.getExecutions()).singleElement()
				.satisfies((execution) -> assertThat(execution.getGoals()).containsExactly("mutators"));
		}
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

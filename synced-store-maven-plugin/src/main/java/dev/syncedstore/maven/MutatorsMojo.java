package dev.syncedstore.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

import dev.syncedstore.core.SyncedStoreException;
import dev.syncedstore.teavm.build.BuildSettings;
import dev.syncedstore.teavm.build.BuiltModule;
import dev.syncedstore.teavm.build.MutatorsBuild;
import dev.syncedstore.teavm.build.SourceMaps;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the mutators of the module to JavaScript, one module for each store type,
 * which the server hands out below {@code /synced-store/mutators/}. Does nothing where
 * nothing has changed.
 */
@Mojo(name = "mutators", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true,
		requiresDependencyResolution = ResolutionScope.COMPILE)
public final class MutatorsMojo extends AbstractMojo {

	private static final double KILOBYTE = 1000;

	@Parameter(defaultValue = "${project}", readonly = true, required = true)
	private @Nullable MavenProject project;

	/**
	 * Names of mutators that browsers don't get: they have a twin in TypeScript, or none.
	 */
	@Parameter
	private List<String> excludes = new ArrayList<>();

	/**
	 * What browsers get to see of the Java: {@code lines} in stack traces, the
	 * {@code sources} themselves, for whoever loads the page, or {@code none}.
	 */
	@Parameter(property = "mutators.sourceMaps", defaultValue = "lines")
	private String sourceMaps = "lines";

	/** Don't compile anything. */
	@Parameter(property = "skipMutators", defaultValue = "false")
	private boolean skip;

	@Override
	public void execute() throws MojoExecutionException, MojoFailureException {
		MavenProject current = this.project;
		if (this.skip || current == null) {
			getLog().info("Mutators are not compiled for the browser");
			return;
		}
		long start = System.nanoTime();
		try {
			List<BuiltModule> modules = new MutatorsBuild(settings(current)).run();
			if (modules.isEmpty()) {
				getLog().warn("There are no classes with @Mutators here");
			}
			modules.forEach((module) -> report(module, (System.nanoTime() - start) / 1_000_000));
		}
		catch (DependencyResolutionRequiredException ex) {
			throw new MojoExecutionException("The class path is not known", ex);
		}
		catch (SyncedStoreException ex) {
			throw new MojoFailureException(ex.getMessage(), ex);
		}
	}

	private BuildSettings settings(MavenProject current)
			throws DependencyResolutionRequiredException, MojoFailureException {
		Path classes = Path.of(current.getBuild().getOutputDirectory());
		List<Path> classPath = current.getCompileClasspathElements()
			.stream()
			.map(Path::of)
			.filter((path) -> !path.equals(classes))
			.toList();
		List<Path> sources = current.getCompileSourceRoots().stream().map(Path::of).toList();
		return new BuildSettings(classes, classPath, sources, classes.resolve(BuildSettings.FOLDER),
				new File(current.getBuild().getDirectory(), "synced-store").toPath(), new HashSet<>(this.excludes),
				wantedSourceMaps());
	}

	private SourceMaps wantedSourceMaps() throws MojoFailureException {
		try {
			return SourceMaps.valueOf(this.sourceMaps.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new MojoFailureException("sourceMaps must be lines, sources or none, but is " + this.sourceMaps, ex);
		}
	}

	private void report(BuiltModule module, long millis) {
		String size = String.format(Locale.ROOT, "%.1f kB with gzip", module.gzipBytes() / KILOBYTE);
		getLog().info("Mutators of " + module.storeType() + " for the browser: " + size
				+ (module.fresh() ? ", compiled in " + millis + " ms" : ", unchanged"));
		if (module.isLarge()) {
			getLog().warn("The mutators of " + module.storeType() + " take " + size + ", more than "
					+ BuiltModule.BUDGET_BYTES / KILOBYTE + " kB. What is large: "
					+ (module.culprits().isEmpty() ? "nothing that is known to be; fewer and smaller mutators help"
							: String.join("; ", module.culprits())));
		}
	}

}

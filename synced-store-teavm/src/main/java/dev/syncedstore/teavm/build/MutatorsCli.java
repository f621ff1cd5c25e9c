package dev.syncedstore.teavm.build;

import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The build step as a program, for builds that can't have the Maven plugin: those of this
 * project, in which the plugin is made. Its class loader has the application's classes.
 */
public final class MutatorsCli {

	private static final double KILOBYTE = 1000;

	private MutatorsCli() {
	}

	/**
	 * Compile mutators.
	 * @param args the folder with classes, one for what is made on the way, and those of
	 * the sources
	 * @throws URISyntaxException if the class path can't be read
	 */
	public static void main(String[] args) throws URISyntaxException {
		Path classes = Path.of(args[0]);
		List<Path> sources = new ArrayList<>();
		for (int i = 2; i < args.length; i++) {
			sources.add(Path.of(args[i]));
		}
		BuildSettings settings = new BuildSettings(classes, classPath(), sources, classes.resolve(BuildSettings.FOLDER),
				Path.of(args[1]), Set.of(), sources.isEmpty() ? SourceMaps.LINES : SourceMaps.SOURCES);
		for (BuiltModule module : new MutatorsBuild(settings).run()) {
			System.out.printf(Locale.ROOT, "Mutators of %s for the browser: %.1f kB with gzip%s%n", module.storeType(),
					module.gzipBytes() / KILOBYTE, module.fresh() ? "" : ", unchanged");
			if (module.isLarge()) {
				System.out.println("WARNING: that is much, because of " + String.join("; ", module.culprits()));
			}
		}
	}

	private static List<Path> classPath() throws URISyntaxException {
		List<Path> result = new ArrayList<>();
		if (MutatorsCli.class.getClassLoader() instanceof URLClassLoader loader) {
			for (URL url : loader.getURLs()) {
				result.add(Path.of(url.toURI()));
			}
		}
		return result;
	}

}

package dev.syncedstore.teavm.build;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.teavm.generate.MutatorsSource;
import dev.syncedstore.teavm.generate.ReachedClasses;
import dev.syncedstore.teavm.generate.ValidationMessages;
import dev.syncedstore.teavm.runtime.CompiledMutator;
import org.teavm.dependency.DependencyInfo;
import org.teavm.jso.JSObject;

/**
 * Compiles the mutators of a module to JavaScript, one module for each store type, unless
 * nothing has changed. Called by the Maven plugin, and by whatever other build there is.
 */
public final class MutatorsBuild {

	private final BuildSettings settings;

	/** What generated code is compiled against. */
	private final List<Path> toolPath = List.of(location(CompiledMutator.class), location(JSObject.class),
			location(MutationContext.class));

	/**
	 * Create a build.
	 * @param settings what is compiled
	 */
	public MutatorsBuild(BuildSettings settings) {
		this.settings = settings;
	}

	/**
	 * Compile what has changed.
	 * @return the modules, in the order of the store types
	 * @throws BuildException if that fails
	 * @throws dev.syncedstore.core.SyncedStoreException if something can't be compiled
	 * for the browser
	 */
	public List<BuiltModule> run() {
		List<BuiltModule> result = new ArrayList<>();
		List<Path> application = new ArrayList<>(List.of(this.settings.classes()));
		application.addAll(this.settings.classPath());
		try (URLClassLoader loader = new URLClassLoader(urls(application), MutatorsBuild.class.getClassLoader())) {
			for (Map.Entry<String, Set<String>> type : MutatorsClasses.find(this.settings.classes()).entrySet()) {
				result.add(module(type.getKey(), type.getValue(), loader));
			}
		}
		catch (IOException ex) {
			throw new BuildException("The mutators can't be compiled for the browser: " + ex, ex);
		}
		return result;
	}

	private BuiltModule module(String storeType, Set<String> names, ClassLoader loader) throws IOException {
		ReachedClasses reached = ReachedClasses.from(names, loader);
		Path work = this.settings.work().resolve(storeType);
		ModuleFiles files = new ModuleFiles(this.settings.output(), work, storeType);
		ValidationMessages messages = ValidationMessages.of(loader);
		String fingerprint = Fingerprint.of(reached.classes(), messages, this.settings, this.toolPath);
		BuiltModule unchanged = files.unchanged(fingerprint);
		if (unchanged != null) {
			return unchanged;
		}
		ModuleFiles.clear(work);
		MutatorsSource source = MutatorsSource.of(load(names, loader), load(reached.constants(), loader),
				this.settings.excluded(), messages);
		Path classes = work.resolve("classes");
		List<Path> classPath = new ArrayList<>(List.of(this.settings.classes()));
		classPath.addAll(this.settings.classPath());
		classPath.addAll(this.toolPath);
		JavaCompilation.compile(source.sources(), work.resolve("sources"), classes, classPath);
		Path compiled = work.resolve("module.js");
		DependencyInfo info;
		try (URLClassLoader all = new URLClassLoader(urls(List.of(classes)), loader)) {
			info = JavaScriptCompilation.compile(source.mainClass(), all, compiled,
					this.settings.sourceMaps() != SourceMaps.NONE);
		}
		return files.publish(compiled, fingerprint, info, this.settings);
	}

	private static List<Class<?>> load(Collection<String> names, ClassLoader loader) {
		List<Class<?>> result = new ArrayList<>();
		for (String name : names) {
			try {
				result.add(Class.forName(name, false, loader));
			}
			catch (ClassNotFoundException | LinkageError ex) {
				throw new BuildException(name + " can't be loaded: " + ex, ex);
			}
		}
		return result;
	}

	private static Path location(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URL[] urls(List<Path> paths) throws MalformedURLException {
		URL[] result = new URL[paths.size()];
		for (int i = 0; i < result.length; i++) {
			// Folders need not be there yet, but their addresses must end with a slash.
			result[i] = Files.isRegularFile(paths.get(i)) ? paths.get(i).toUri().toURL()
					: new URL(paths.get(i).toUri().toString().replaceAll("/*$", "/"));
		}
		return result;
	}

}

package dev.syncedstore.teavm.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is compiled, from where to where.
 *
 * @param classes the folder with the compiled classes of the module; all classes with
 * {@code @Mutators} in it are compiled
 * @param classPath what these classes use: folders and jars
 * @param sources folders with their sources, for {@link SourceMaps#SOURCES}
 * @param output where the modules go, usually {@link #FOLDER} below {@code classes}
 * @param work a folder for what is made on the way
 * @param excluded names of mutators that are left out
 * @param sourceMaps what browsers get to see of the Java
 */
public record BuildSettings(Path classes, List<Path> classPath, List<Path> sources, Path output, Path work,
		Set<String> excluded, SourceMaps sourceMaps) {

	/** Where on the class path the server looks for modules. */
	public static final String FOLDER = "synced-store/mutators";

	public BuildSettings {
		classPath = List.copyOf(classPath);
		sources = List.copyOf(sources);
		excluded = Set.copyOf(excluded);
	}

}

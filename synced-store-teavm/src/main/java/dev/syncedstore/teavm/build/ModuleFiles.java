package dev.syncedstore.teavm.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.teavm.dependency.DependencyInfo;

/**
 * The files of one module, as the server hands them out: {@code todo.js}, whose address
 * stays the same, leads to {@code todo-<hash>.js}, whose content does.
 */
final class ModuleFiles {

	private static final int HASH_LENGTH = 16;

	private static final String LINK = "//# sourceMappingURL=";

	private final Path output;

	private final Path record;

	private final String storeType;

	ModuleFiles(Path output, Path work, String storeType) {
		this.output = output;
		this.record = work.resolve("built.properties");
		this.storeType = storeType;
	}

	/** What was built before, if it was of the same. */
	@Nullable BuiltModule unchanged(String fingerprint) throws IOException {
		if (!Files.exists(this.record)) {
			return null;
		}
		Properties built = new Properties();
		try (var in = Files.newBufferedReader(this.record)) {
			built.load(in);
		}
		String hash = built.getProperty("hash", "");
		if (!fingerprint.equals(built.getProperty("fingerprint")) || !Files.exists(module(hash))
				|| !Files.exists(this.output.resolve(this.storeType + ".js"))) {
			return null;
		}
		List<String> culprits = built.getProperty("culprits", "").lines().toList();
		return new BuiltModule(this.storeType, module(hash), hash, Integer.parseInt(built.getProperty("gzip", "0")),
				culprits, false);
	}

	BuiltModule publish(Path compiled, String fingerprint, DependencyInfo info, BuildSettings settings)
			throws IOException {
		String script = Files.readString(compiled);
		int link = script.lastIndexOf(LINK);
		String code = ((link >= 0) ? script.substring(0, link) : script).stripTrailing() + "\n";
		// What begins a program has no business among the mutators.
		code = code.replaceFirst("(export *\\{)([\\w$]+ as main),?", "$1");
		String hash = Fingerprint.ofText(code).substring(0, HASH_LENGTH);
		String name = module(hash).getFileName().toString();
		// A function, as mutators are: what is spread into a store's mutators has it,
		// too.
		code += "export function $hash(){return \"" + hash + "\"}\n";
		removeOthers();
		Files.createDirectories(this.output);
		Path map = compiled.resolveSibling(compiled.getFileName() + ".map");
		if (settings.sourceMaps() != SourceMaps.NONE && Files.exists(map)) {
			Files.writeString(this.output.resolve(name + ".map"), SourceMap.complete(Files.readString(map), name,
					(settings.sourceMaps() == SourceMaps.SOURCES) ? settings.sources() : List.of()));
			code += LINK + name + ".map\n";
		}
		Files.writeString(module(hash), code);
		Files.writeString(this.output.resolve(this.storeType + ".js"), "export * from './" + name + "';\n");
		int gzip = gzipBytes(code);
		BuiltModule result = new BuiltModule(this.storeType, module(hash), hash, gzip,
				(gzip > BuiltModule.BUDGET_BYTES) ? Culprits.find(info) : List.of(), true);
		remember(result, fingerprint);
		return result;
	}

	private void remember(BuiltModule module, String fingerprint) throws IOException {
		Properties built = new Properties();
		built.setProperty("fingerprint", fingerprint);
		built.setProperty("hash", module.hash());
		built.setProperty("gzip", Integer.toString(module.gzipBytes()));
		built.setProperty("culprits", String.join("\n", module.culprits()));
		try (var out = Files.newBufferedWriter(this.record)) {
			built.store(out, null);
		}
	}

	private Path module(String hash) {
		return this.output.resolve(this.storeType + "-" + hash + ".js");
	}

	private void removeOthers() throws IOException {
		if (Files.isDirectory(this.output)) {
			try (Stream<Path> files = Files.list(this.output)) {
				String ours = Pattern.quote(this.storeType) + "-[0-9a-f]{16}\\.js(\\.map)?";
				for (Path file : files.filter((file) -> file.getFileName().toString().matches(ours)).toList()) {
					Files.delete(file);
				}
			}
		}
	}

	private static int gzipBytes(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.size();
	}

	/** Delete what is in a folder, and the folder. */
	static void clear(Path folder) throws IOException {
		if (Files.exists(folder)) {
			try (Stream<Path> all = Files.walk(folder)) {
				for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(each);
				}
			}
		}
		Files.createDirectories(folder);
	}

	/** When a file of a folder was changed last. */
	static String newest(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter(Files::isRegularFile).map((file) -> {
				try {
					return Files.getLastModifiedTime(file);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}).max(Comparator.naturalOrder()).map(Object::toString).orElse("");
		}
	}

}

package dev.syncedstore.processor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a build asks for, by {@code -Asyncedstore.…} of the compiler.
 *
 * @param typescript where TypeScript goes, or {@code null} for nowhere
 * @param zod whether schemas of Zod are wanted, too
 * @param client the module of the client, from which types are imported
 * @param include classes of other modules that belong to the same store types
 * @param portable what to do about code that browsers run differently
 */
record ProcessorOptions(@Nullable String typescript, boolean zod, String client, List<String> include,
		String portable) {

	static final String TYPESCRIPT = "syncedstore.typescript";

	static final String ZOD = "syncedstore.zod";

	static final String CLIENT = "syncedstore.client";

	static final String INCLUDE = "syncedstore.include";

	static final String PORTABLE = "syncedstore.portable";

	static final Set<String> NAMES = Set.of(TYPESCRIPT, ZOD, CLIENT, INCLUDE, PORTABLE);

	static ProcessorOptions of(Map<String, String> options) {
		String include = options.getOrDefault(INCLUDE, "");
		return new ProcessorOptions(options.get(TYPESCRIPT), isOn(options.get(ZOD)),
				options.getOrDefault(CLIENT, "@synced-store/client"),
				Arrays.stream(include.split(",")).map(String::strip).filter((name) -> !name.isEmpty()).toList(),
				options.getOrDefault(PORTABLE, "warn"));
	}

	private static boolean isOn(@Nullable String option) {
		return option != null && !option.equals("false");
	}

}

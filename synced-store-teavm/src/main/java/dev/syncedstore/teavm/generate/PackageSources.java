package dev.syncedstore.teavm.generate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The generated classes, one in each package that has types of the application's.
 */
final class PackageSources {

	private static final String CLASS = "SyncedStoreShapes";

	private final Map<String, StringBuilder> members = new LinkedHashMap<>();

	private final Set<String> begun = new HashSet<>();

	/**
	 * Begin to write a member for a type.
	 * @return {@code false} if it is written already, or begun
	 */
	boolean begin(Class<?> type, String member) {
		if (type.getPackageName().isEmpty()) {
			throw new UnportableException(type.getName() + " is in no package: put it into one");
		}
		return this.begun.add(type.getPackageName() + "." + member);
	}

	void end(Class<?> type, String member) {
		this.members.computeIfAbsent(type.getPackageName(), (name) -> new StringBuilder()).append(member);
	}

	/** The class that has the members for a type. */
	String className(Class<?> type) {
		return type.getPackageName() + "." + CLASS;
	}

	/** The sources, by the names of their classes. */
	Map<String, String> all() {
		Map<String, String> result = new LinkedHashMap<>();
		this.members.forEach((name, text) -> result.put(name + "." + CLASS, "package " + name
				+ ";\n\n@SuppressWarnings(\"all\")\npublic final class " + CLASS + " {\n\n" + text + "}\n"));
		return result;
	}

}

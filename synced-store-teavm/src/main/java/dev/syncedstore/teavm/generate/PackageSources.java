package dev.syncedstore.teavm.generate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The generated classes, one in each package that has types of the application's.
 */
final class PackageSources {

	private static final String CLASS = "SyncedStoreShapes";

	private final Map<String, StringBuilder> members = new LinkedHashMap<>();

	private final Map<String, StringBuilder> found = new LinkedHashMap<>();

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

	/** Let the shape of a type be found by its class. */
	void find(Class<?> type, String shape) {
		this.found.computeIfAbsent(type.getPackageName(), (name) -> new StringBuilder())
			.append("\t\tif (type == ")
			.append(JavaText.name(type))
			.append(".class) {\n\t\t\treturn ")
			.append(shape)
			.append(";\n\t\t}\n");
	}

	/** The expressions that find a shape, each with null where it has none. */
	List<String> finders() {
		return this.found.keySet().stream().map((name) -> name + "." + CLASS + ".find(type)").toList();
	}

	/** The class that has the members for a type. */
	String className(Class<?> type) {
		return type.getPackageName() + "." + CLASS;
	}

	/** The sources, by the names of their classes. */
	Map<String, String> all() {
		Map<String, String> result = new LinkedHashMap<>();
		this.members.forEach((name, text) -> result.put(name + "." + CLASS,
				"package " + name + ";\n\n@SuppressWarnings(\"all\")\npublic final class " + CLASS + " {\n\n" + text
						+ "\tpublic static dev.syncedstore.teavm.runtime.Shape find(Class<?> type) {\n"
						+ this.found.getOrDefault(name, new StringBuilder()) + "\t\treturn null;\n\t}\n\n}\n"));
		return result;
	}

}

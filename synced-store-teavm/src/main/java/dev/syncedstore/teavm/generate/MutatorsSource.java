package dev.syncedstore.teavm.generate;

import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.codec.Constraints;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.state.UnsupportedTypeException;

/**
 * Generated sources of the mutators of one store type.
 *
 * @param mainClass the class that exports them
 * @param sources the sources by the names of their classes
 * @param mutators the names of the mutators
 */
public record MutatorsSource(String mainClass, Map<String, String> sources, List<String> mutators) {

	private static final String PACKAGE = "dev.syncedstore.generated";

	private static final String RUNTIME = "dev.syncedstore.teavm.runtime.";

	/**
	 * Generate the sources.
	 * @param classes the classes with {@link Mutators} of one store type
	 * @param constants types that may be those of tables and of actions' arguments
	 * @param excluded names of mutators that browsers don't get
	 * @param messages what is said when constraints are broken
	 * @return the sources
	 * @throws UnportableException if something can't be compiled for the browser
	 * @throws dev.syncedstore.core.SyncedStoreException if the server could not run the
	 * mutators either
	 */
	public static MutatorsSource of(Collection<Class<?>> classes, Collection<Class<?>> constants, Set<String> excluded,
			ValidationMessages messages) {
		JacksonValueCodecs codecs = JacksonValueCodecs.with(Constraints.NONE);
		PackageSources sources = new PackageSources();
		ShapeWriter shapes = new ShapeWriter(sources, messages);
		Map<String, String> calls = new TreeMap<>();
		Map<String, MutatorDefinition> known = new TreeMap<>();
		for (Class<?> type : classes) {
			Map<String, MutatorDefinition> definitions = MutatorCatalog.of(List.of(instance(type)), codecs)
				.mutators(type.getAnnotation(Mutators.class).type());
			for (MutatorDefinition definition : definitions.values()) {
				if (!excluded.contains(definition.name())) {
					if (known.putIfAbsent(definition.name(), definition) != null) {
						throw new UnportableException("There are two mutators called " + definition.name());
					}
					calls.put(definition.name(), call(type, definition, sources, shapes));
				}
			}
		}
		find(constants, codecs, sources, shapes);
		Map<String, String> result = new LinkedHashMap<>(sources.all());
		result.put(PACKAGE + ".Exports", exports(calls, sources.finders()));
		return new MutatorsSource(PACKAGE + ".Exports", result, List.copyOf(calls.keySet()));
	}

	/** A method in the package of the mutators class, which need not be public. */
	private static String call(Class<?> type, MutatorDefinition definition, PackageSources sources,
			ShapeWriter shapes) {
		if (!isIdentifier(definition.name())) {
			throw new UnportableException("Mutator " + definition.name() + " can't be exported to JavaScript: its name "
					+ "must have letters, digits and '_' only. Exclude it, or give it another name");
		}
		String field = "MUTATORS_" + JavaText.identifier(type);
		String name = JavaText.name(type);
		if (sources.begin(type, field)) {
			sources.end(type, "\tprivate static final " + name + " " + field + " = new " + name + "();\n\n");
		}
		String method = "run_" + JavaText.identifier(type) + "_" + definition.method().getName();
		String args = shapes.shape(definition.argsType());
		sources.end(type,
				"\tpublic static void " + method + "(" + RUNTIME + "CompiledMutator.Call call) {\n\t\t" + RUNTIME
						+ "CompiledMutator.run(call, " + args + ", " + definition.isTransactional() + ", (c, a) -> "
						+ field + "." + definition.method().getName() + "(c, (" + JavaText.name(definition.argsType())
						+ ") a));\n\t}\n\n");
		return sources.className(type) + "." + method;
	}

	private static void find(Collection<Class<?>> constants, JacksonValueCodecs codecs, PackageSources sources,
			ShapeWriter shapes) {
		for (Class<?> type : constants) {
			// Others may be named for other reasons.
			if (type.isRecord() || (type.isInterface() && type.isSealed())) {
				try {
					codecs.forType(type);
				}
				catch (UnsupportedTypeException ex) {
					continue;
				}
				sources.find(type, shapes.shape(type));
			}
		}
	}

	private static String exports(Map<String, String> calls, List<String> finders) {
		StringBuilder result = new StringBuilder("package " + PACKAGE + ";\n\nimport org.teavm.jso.JSExport;\n"
				+ "import org.teavm.jso.JSMethod;\nimport org.teavm.jso.JSObject;\n\n@SuppressWarnings(\"all\")\n"
				+ "public final class Exports {\n\n\tprivate static final " + RUNTIME
				+ "ShapeSource SHAPES = Exports::shape;\n\n");
		int number = 0;
		for (Map.Entry<String, String> call : calls.entrySet()) {
			result.append("\t@JSExport\n\t@JSMethod(")
				.append(JavaText.literal(call.getKey()))
				.append(")\n\tpublic static void m")
				.append(number++)
				.append("(JSObject context, JSObject args) {\n\t\t")
				.append(call.getValue())
				.append("(new ")
				.append(RUNTIME)
				.append("CompiledMutator.Call(context, args, SHAPES));\n\t}\n\n");
		}
		// Some small programs can't be compiled unless this is reached.
		result
			.append("\tpublic static void main(String[] args) {\n\t\tjava.lang.reflect.Array.newInstance("
					+ "String.class, 0);\n\t}\n\n\tprivate static " + RUNTIME + "Shape shape(Class<?> type) {\n")
			.append("\t\tdev.syncedstore.teavm.runtime.Shape found = null;\n")
			.append(String.join("",
					finders.stream()
						.map((finder) -> "\t\tfound = (found != null) ? found : " + finder + ";\n")
						.toList()))
			.append("\t\treturn found;\n\t}\n\n}\n");
		return result.toString();
	}

	private static Object instance(Class<?> type) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new UnportableException(type.getName() + " has no constructor without parameters that works: "
					+ ((ex.getCause() != null) ? ex.getCause() : ex));
		}
	}

	private static boolean isIdentifier(String name) {
		return name.chars().allMatch((c) -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
	}

}

package dev.syncedstore.processor.typescript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.syncedstore.processor.model.ClassName;
import dev.syncedstore.processor.model.NamedType;
import dev.syncedstore.processor.model.SingletonModel;
import dev.syncedstore.processor.model.StoreTypeModel;
import dev.syncedstore.processor.model.TableModel;

/**
 * What things are called in the modules of one store type. Java's packages and classes
 * keep names apart that meet in one module: then the outer class's name comes before it.
 */
final class ExportedNames {

	/** What TypeScript keeps for itself, and what the modules need. */
	private static final Set<String> TAKEN = Set.of("string", "number", "boolean", "any", "unknown", "never", "object",
			"symbol", "bigint", "void", "undefined", "null", "client", "types", "z", "schemas", "schemaVersion");

	private final String prefix;

	private final Map<ClassName, String> types = new HashMap<>();

	private final Map<TableModel, String> constants = new HashMap<>();

	private final Set<String> used = new HashSet<>(TAKEN);

	ExportedNames(StoreTypeModel model) {
		this.prefix = Arrays.stream(model.name().split("-"))
			.filter((word) -> !word.isEmpty())
			.map((word) -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
			.collect(Collectors.joining());
		this.used.add(mutators());
		this.used.add(actions());
		List<ClassName> names = model.types().stream().map(NamedType::name).sorted().toList();
		Set<String> simple = onlyOnce(names.stream().map(ClassName::simpleName).toList());
		names.forEach((name) -> this.types.put(name, free(name.simpleName(), simple, name)));
		List<TableModel> tables = Stream
			.concat(model.tables().stream(), model.singletons().stream().map(SingletonModel::table))
			.toList();
		Set<String> constant = onlyOnce(tables.stream().map(TableModel::constant).toList());
		tables.forEach((table) -> this.constants.put(table, free(table.constant(), constant, table.declaringClass())));
	}

	String mutators() {
		return this.prefix + "Mutators";
	}

	String actions() {
		return this.prefix + "Actions";
	}

	String of(NamedType type) {
		return known(this.types.get(type.name()));
	}

	String of(TableModel table) {
		return known(this.constants.get(table));
	}

	private static String known(@org.jspecify.annotations.Nullable String name) {
		return Objects.requireNonNull(name);
	}

	private String free(String name, Set<String> onlyOnce, ClassName owner) {
		List<String> candidates = new ArrayList<>();
		if (onlyOnce.contains(name)) {
			candidates.add(name);
		}
		List<String> around = owner.simpleNames();
		boolean isType = around.get(around.size() - 1).equals(name);
		candidates.add(isType ? String.join("", around) : String.join("", around) + "_" + name);
		for (String candidate : candidates) {
			if (this.used.add(candidate)) {
				return candidate;
			}
		}
		String last = candidates.get(candidates.size() - 1);
		int number = 2;
		while (!this.used.add(last + number)) {
			number++;
		}
		return last + number;
	}

	private static Set<String> onlyOnce(List<String> names) {
		return names.stream()
			.collect(Collectors.groupingBy((name) -> name, Collectors.counting()))
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == 1)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

}

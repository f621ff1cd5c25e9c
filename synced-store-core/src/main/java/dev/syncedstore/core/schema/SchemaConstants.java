package dev.syncedstore.core.schema;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.core.Description;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the tables and singletons that the classes of a store type have as constants.
 */
final class SchemaConstants {

	private final String storeType;

	private final Map<String, Found<DeclaredTable>> tables = new TreeMap<>();

	private final Map<String, Found<DeclaredSingleton>> singletons = new TreeMap<>();

	SchemaConstants(String storeType) {
		this.storeType = storeType;
	}

	void addAll(Class<?> declaring) {
		for (Class<?> type = declaring; type != null; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (isConstant(field)) {
					add(field);
				}
			}
		}
	}

	List<DeclaredTable> tables() {
		return this.tables.values().stream().map(Found::declared).toList();
	}

	List<DeclaredSingleton> singletons() {
		return this.singletons.values().stream().map(Found::declared).toList();
	}

	private void add(Field field) {
		Description annotation = field.getAnnotation(Description.class);
		String description = (annotation != null) ? annotation.value() : "";
		Object constant = value(field);
		if (constant instanceof Table<?> table) {
			Found<DeclaredTable> found = new Found<>(new DeclaredTable(table, description), description, field);
			this.tables.merge(table.name(), found, (one, other) -> one.declared.table().valueType() == table.valueType()
					? one.or(other) : twice("table " + table.name(), one.field, field));
		}
		else if (constant instanceof Singleton<?> singleton) {
			DeclaredSingleton declared = new DeclaredSingleton(singleton, description);
			this.singletons.merge(declared.path(), new Found<>(declared, description, field),
					(one, other) -> one.declared.singleton().valueType() == singleton.valueType() ? one.or(other)
							: twice("singleton " + declared.path(), one.field, field));
		}
	}

	private <T> T twice(String what, Field one, Field other) {
		throw new InvalidSchemaException(
				"Store type " + this.storeType + " declares " + what + " with two types of values: " + describe(one)
						+ " and " + describe(other),
				"Give one of the two another name, or both the same record: whoever reads an entry must know what it "
						+ "is.");
	}

	private static boolean isConstant(Field field) {
		return Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers())
				&& (field.getType() == Table.class || field.getType() == Singleton.class);
	}

	private static @Nullable Object value(Field field) {
		try {
			field.setAccessible(true);
			return field.get(null);
		}
		catch (IllegalAccessException | RuntimeException ex) {
			throw new InvalidSchemaException(describe(field) + " can't be read: " + ex.getMessage(),
					"Make the constant public, and open its package to dev.syncedstore.core in module-info.java.");
		}
	}

	private static String describe(Field field) {
		return field.getDeclaringClass().getName() + "." + field.getName();
	}

	/**
	 * A declaration, and where it is.
	 */
	private record Found<D>(D declared, String description, Field field) {

		/** This one, unless only the other one says what it is. */
		Found<D> or(Found<D> other) {
			return this.description.isEmpty() ? other : this;
		}

	}

}

package dev.syncedstore.core.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.syncedstore.core.Schema;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import org.jspecify.annotations.Nullable;

/**
 * What all store types that one side knows declare. Made once at start; immutable and
 * thread-safe.
 */
public final class SchemaCatalog {

	private final Map<String, DeclaredSchema> byStoreType = new TreeMap<>();

	private SchemaCatalog() {
	}

	/**
	 * Find out what is declared.
	 * @param schemas classes with {@link Schema}, or proxies of such
	 * @param mutators the mutators, whose classes declare tables, too
	 * @return the catalog
	 * @throws InvalidSchemaException if that can't be: a version below 1, two classes for
	 * one store type, or a table or singleton with two types
	 */
	public static SchemaCatalog of(Collection<Class<?>> schemas, MutatorCatalog mutators) {
		SchemaCatalog catalog = new SchemaCatalog();
		Map<String, Class<?>> classes = byStoreType(schemas, mutators);
		Set<String> storeTypes = new TreeSet<>(mutators.storeTypes());
		storeTypes.addAll(classes.keySet());
		for (String storeType : storeTypes) {
			Class<?> schemaClass = classes.get(storeType);
			List<Class<?>> declaring = new ArrayList<>(mutators.classes(storeType));
			if (schemaClass != null) {
				declaring.remove(schemaClass);
				declaring.add(0, schemaClass);
			}
			catalog.byStoreType.put(storeType, declared(storeType, schemaClass, declaring));
		}
		return catalog;
	}

	/**
	 * Check that all schemas belong to store types that there are.
	 * @param known the store types that have mutators
	 * @return this catalog
	 * @throws InvalidSchemaException if one does not
	 */
	public SchemaCatalog within(Collection<String> known) {
		for (String storeType : this.byStoreType.keySet()) {
			if (!known.contains(storeType)) {
				throw new InvalidSchemaException(
						"A class with @Schema is of store type " + storeType + ", which has no mutators",
						"Is the type of @Schema that of your @Mutators?");
			}
		}
		return this;
	}

	/**
	 * What a store type declares.
	 * @param storeType the store type
	 * @return its schema; that of an unknown type is empty
	 */
	public DeclaredSchema schema(String storeType) {
		DeclaredSchema schema = this.byStoreType.get(storeType);
		return (schema != null) ? schema : DeclaredSchema.empty(storeType);
	}

	/**
	 * The schemas of all store types.
	 * @return the schemas, by store type
	 */
	public Map<String, DeclaredSchema> schemas() {
		return Collections.unmodifiableMap(this.byStoreType);
	}

	/**
	 * The version of a store type.
	 * @param storeType the store type
	 * @return the version, 1 if nothing says otherwise
	 */
	public int version(String storeType) {
		return schema(storeType).version();
	}

	private static Map<String, Class<?>> byStoreType(Collection<Class<?>> schemas, MutatorCatalog mutators) {
		List<Class<?>> classes = new ArrayList<>();
		schemas.forEach((schema) -> classes.add(schemaClass(schema)));
		for (String storeType : mutators.storeTypes()) {
			mutators.classes(storeType)
				.stream()
				.filter((mutatorsClass) -> mutatorsClass.isAnnotationPresent(Schema.class))
				.forEach(classes::add);
		}
		Map<String, Class<?>> result = new TreeMap<>();
		for (Class<?> schemaClass : classes) {
			String storeType = check(schemaClass).type();
			Class<?> other = result.put(storeType, schemaClass);
			if (other != null && other != schemaClass) {
				throw new InvalidSchemaException(
						"Store type " + storeType + " has two schemas: " + other.getName() + " and "
								+ schemaClass.getName(),
						"Keep one of the classes, and move the constants of the other one there.");
			}
		}
		return result;
	}

	private static Schema check(Class<?> schemaClass) {
		Schema schema = schemaClass.getAnnotation(Schema.class);
		if (!SpaceId.isStoreType(schema.type())) {
			throw new InvalidSchemaException(
					schemaClass.getName() + ": @Schema(type = \"" + schema.type() + "\") is not a store type",
					"Give it the type of your @Mutators: a lower-case letter, followed by at most 63 lower-case "
							+ "letters, digits and '-', and not one of the reserved client, poke and mutators.");
		}
		if (schema.version() < DeclaredSchema.FIRST_VERSION) {
			throw new InvalidSchemaException(schemaClass.getName() + " declares version " + schema.version(),
					"Count versions from 1: leave the version of @Schema out until the first change that older code "
							+ "can't live with, and say 2 then.");
		}
		return schema;
	}

	private static DeclaredSchema declared(String storeType, @Nullable Class<?> schemaClass,
			Collection<Class<?>> declaring) {
		SchemaConstants constants = new SchemaConstants(storeType);
		declaring.forEach(constants::addAll);
		Schema schema = (schemaClass != null) ? schemaClass.getAnnotation(Schema.class) : null;
		int version = (schema != null) ? schema.version() : DeclaredSchema.FIRST_VERSION;
		return new DeclaredSchema(storeType, version, (schema != null) ? schema.description() : "", constants.tables(),
				constants.singletons(),
				(schemaClass != null) ? SchemaMigrations.of(schemaClass, version) : SchemaMigrations.none(version));
	}

	/** The class that bears the annotation, also where it is a proxy's. */
	private static Class<?> schemaClass(Class<?> beanType) {
		for (Class<?> type = beanType; type != null; type = type.getSuperclass()) {
			if (type.isAnnotationPresent(Schema.class)) {
				return type;
			}
		}
		throw new InvalidSchemaException(beanType.getName() + " is not annotated with @Schema(type = \"...\")",
				"Annotate it, or give another class.");
	}

}

package dev.syncedstore.core.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * What leads from older versions of a schema to the newest. Immutable and thread-safe.
 */
public final class SchemaMigrations {

	private final int newest;

	private final TreeMap<Integer, SchemaStep> steps = new TreeMap<>();

	private SchemaMigrations(int newest) {
		this.newest = newest;
	}

	static SchemaMigrations none(int newest) {
		return new SchemaMigrations(newest);
	}

	/**
	 * The migrations of a schema class.
	 * @param schemaClass the class
	 * @param newest its version
	 * @return the migrations
	 * @throws InvalidSchemaException if they don't fit together
	 */
	static SchemaMigrations of(Class<?> schemaClass, int newest) {
		SchemaMigrations migrations = new SchemaMigrations(newest);
		for (Method method : schemaClass.getDeclaredMethods()) {
			Migration migration = method.getAnnotation(Migration.class);
			if (migration != null) {
				migrations.add(method, migration.to());
			}
		}
		for (int to = newest; to > newest - migrations.steps.size(); to--) {
			if (!migrations.steps.containsKey(to)) {
				throw new InvalidSchemaException(
						schemaClass.getName() + " has version " + newest + ", but no migration to version " + to
								+ " and one to version " + migrations.steps.firstKey(),
						"Write a public static method with @Migration(to = " + to
								+ ") and a parameter of type MigrationSteps; it is empty if nothing has to be done.");
			}
		}
		return migrations;
	}

	/**
	 * Whether something leads from a version to the newest.
	 * @param version the version
	 * @return {@code true} for the newest itself, too
	 */
	public boolean leadFrom(int version) {
		return version == this.newest || version < this.newest && this.steps.containsKey(version + 1);
	}

	/**
	 * What leads to a version from the one before.
	 * @param to the version
	 * @return the step, or {@code null} if there is none
	 */
	public @Nullable SchemaStep step(int to) {
		return this.steps.get(to);
	}

	/**
	 * What takes the place of a call that was made under an older version.
	 * @param version the version, from which something leads to the newest
	 * @param call the call
	 * @param codecs reads and writes arguments
	 * @return the calls in their order; none if it is to have no effect
	 * @throws dev.syncedstore.core.state.InvalidValueException if its arguments are not
	 * what the migrations take them for
	 */
	public List<MigratedCall> migrate(int version, MigratedCall call, ValueCodecs codecs) {
		List<MigratedCall> calls = List.of(call);
		for (SchemaStep step : this.steps.tailMap(version, false).values()) {
			List<MigratedCall> next = new ArrayList<>();
			calls.forEach((each) -> next.addAll(step.migrate(each, codecs)));
			calls = next;
		}
		return calls;
	}

	/**
	 * What takes the place of an action that was enqueued under an older version.
	 * @param version the version, from which something leads to the newest
	 * @param enqueued the action
	 * @param codecs reads and writes arguments
	 * @return the action as it is now; none if it is not to run
	 * @throws dev.syncedstore.core.state.InvalidValueException if its arguments are not
	 * what the migrations take them for
	 */
	public List<MigratedAction> migrate(int version, MigratedAction enqueued, ValueCodecs codecs) {
		List<MigratedAction> result = List.of(enqueued);
		for (SchemaStep step : this.steps.tailMap(version, false).values()) {
			if (!result.isEmpty()) {
				result = step.migrate(result.get(0), codecs);
			}
		}
		return result;
	}

	private void add(Method method, int to) {
		String name = method.getDeclaringClass().getName() + "." + method.getName();
		if (to <= DeclaredSchema.FIRST_VERSION || to > this.newest) {
			throw new InvalidSchemaException(
					name + " leads to version " + to + " of a schema of version " + this.newest,
					"Raise the version of @Schema to that of its last migration; the first one leads to version 2.");
		}
		if (!Modifier.isPublic(method.getModifiers()) || !Modifier.isStatic(method.getModifiers())
				|| method.getParameterCount() != 1 || method.getParameterTypes()[0] != MigrationSteps.class) {
			throw new InvalidSchemaException(name + " can't be a migration",
					"Declare it as public static void " + method.getName() + "(MigrationSteps steps).");
		}
		SchemaStep step = new SchemaStep(to);
		if (this.steps.putIfAbsent(to, step) != null) {
			throw new InvalidSchemaException(name + " is the second migration to version " + to,
					"Do all that leads to one version in one method.");
		}
		try {
			method.setAccessible(true);
			method.invoke(null, step);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof InvalidSchemaException invalid) {
				throw invalid;
			}
			throw new InvalidSchemaException(name + " has failed: " + ex.getCause(),
					"It only takes down what is to be done later; it must not do anything else.");
		}
		catch (IllegalAccessException | RuntimeException ex) {
			throw new InvalidSchemaException(name + " can't be called: " + ex.getMessage(),
					"Make it public, and open its package to dev.syncedstore.core in module-info.java.");
		}
	}

}

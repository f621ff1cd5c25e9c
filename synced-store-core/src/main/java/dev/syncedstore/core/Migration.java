package dev.syncedstore.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link Schema} class that says what leads from one version of the
 * schema to the next: what becomes of entries, and of mutations that were made before and
 * have not been processed yet.
 *
 * <pre class="code">
 * &#64;Migration(to = 2)
 * public static void priorities(MigrationSteps steps) {
 * 	steps.entries(OLD_TODOS, (ctx, entry) -&gt; entry.set(TODOS, new Todo(entry.value().text(), 0)));
 * 	steps.rename("addTodo", "add");
 * }
 * </pre>
 *
 * The method is public and static and takes {@link MigrationSteps}. There is one for each
 * version up to that of the schema, from some version on: what is older than the first
 * can't be migrated any more.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Migration {

	/**
	 * The version that the method leads to, from the one before.
	 * @return the version, at least 2
	 */
	int to();

}

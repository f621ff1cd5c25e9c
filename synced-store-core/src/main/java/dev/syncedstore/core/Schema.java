package dev.syncedstore.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.stereotype.Component;

/**
 * Marks the class that declares what a space of one store type holds: its constants of
 * type {@link Table} and {@link Singleton}, and under which version.
 *
 * <pre class="code">
 * &#64;Schema(type = "todo", version = 2)
 * public final class TodoSchema {
 *
 * 	&#64;Description("Everybody's todos, by id")
 * 	public static final Table&lt;Todo&gt; TODOS = Table.of("todos", Todo.class);
 *
 * }
 * </pre>
 *
 * The server finds the class as it finds {@link Mutators}; the Java client is given it.
 * It is not abstract, and may be the class of the mutators itself. Constants in the
 * classes of the type's mutators are declared, too, so a store type needs no such class
 * before its second version: without one it has version 1.
 * <p>
 * There is deliberately no {@code value} attribute: Spring would take it for the name of
 * the bean.
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Schema {

	/**
	 * The store type that is described. Each has at most one such class.
	 * @return the store type
	 */
	String type();

	/**
	 * The version, counted from 1: raised with every change of tables, values or mutators
	 * that older code could not live with.
	 * @return the version
	 */
	int version() default 1;

	/**
	 * What the store type is for, in a sentence, for people and for language models.
	 * @return the description
	 */
	String description() default "";

}

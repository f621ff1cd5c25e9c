package dev.syncedstore.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link Mutators} class as a mutator: a named, deterministic change
 * of a space that runs at once on the client and with authority on the server.
 * <p>
 * The method is public, returns {@code void} and takes a {@link MutationContext} and one
 * record: its arguments. Identifiers, times and randomness come in as arguments. To
 * refuse, call {@link MutationContext#reject(String, String)}; whatever a mutator throws,
 * it leaves no trace.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Mutator {

	/**
	 * The name of the mutator on the wire. Empty, the default, means the name of the
	 * method.
	 * @return the name, or an empty string
	 */
	String name() default "";

	/**
	 * What the mutator does, in a sentence, for people and for language models.
	 * @return the description
	 */
	String description() default "";

}

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
 * <p>
 * A <em>plain</em> mutator changes entries and nothing else. A {@link #transactional()}
 * one may call the application's beans besides, by
 * {@link MutationContext#onServer(Class, java.util.function.Consumer)}.
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

	/**
	 * Whether the server runs the mutator in a database transaction of its own, which the
	 * {@code @Transactional} services that it calls join: its entries and the
	 * application's tables change together or not at all. Such mutations are committed
	 * one by one, so they are slower by an order of magnitude than plain ones, which
	 * share transactions. On clients there is no difference.
	 * @return {@code true} for a transaction of its own
	 */
	boolean transactional() default false;

}

package dev.syncedstore.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.stereotype.Component;

/**
 * Marks a class whose {@link Mutator} methods are the business rules of one store type.
 * <p>
 * The same class is found by the server as an ordinary Spring bean, registered with the
 * Java client and compiled for the browser, so it has a public no-argument constructor
 * and uses nothing but this package and its own module. Instances are shared between
 * threads and must not keep state. A class that is {@link #serverOnly()} is an exception.
 * <p>
 * There is deliberately no {@code value} attribute: Spring would take it for the name of
 * the bean.
 *
 * @see Mutator
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Mutators {

	/**
	 * The store type that the mutators belong to: {@code [a-z][a-z0-9-]{0,63}}, except
	 * {@code client}, {@code poke} and {@code mutators}. Several classes may share one
	 * type, as long as their mutators have different names.
	 * @return the store type
	 */
	String type();

	/**
	 * Whether the class stays on the server. It may have beans injected then; clients
	 * know its mutators by name only and can't foresee what they do. In a class with
	 * injected beans every mutator is {@link Mutator#transactional() transactional}.
	 * @return {@code true} if clients don't have the class
	 */
	boolean serverOnly() default false;

}

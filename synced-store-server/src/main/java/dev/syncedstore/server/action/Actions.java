package dev.syncedstore.server.action;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.stereotype.Component;

/**
 * Marks a bean whose {@link Action} methods are the actions of one store type. It stays
 * on the server, so anything may be injected; it is shared between threads.
 * <p>
 * There is deliberately no {@code value} attribute: Spring would take it for the name of
 * the bean.
 *
 * @see Action
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Actions {

	/**
	 * The store type that the actions belong to, which has mutators, too. Several classes
	 * may share one type, as long as their actions have different names.
	 * @return the store type
	 */
	String type();

}

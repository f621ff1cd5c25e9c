package dev.syncedstore.server.member;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.stereotype.Component;

/**
 * Marks a bean whose methods with {@link OnSpaceCreated}, {@link OnUserAdded} and
 * {@link OnUserRemoved} are run by the server inside of the mutations that cause them. It
 * stays on the server; it is shared between threads.
 * <p>
 * A hook takes a {@link dev.syncedstore.core.MutationContext}, whose user is the one who
 * caused it, and what has happened. It reads and writes entries of all visibilities; what
 * it writes is part of the mutation, and committed, seen and undone with it. If it
 * refuses or throws, the mutation is rejected. It runs while the space is locked, so it
 * is quick and has no other effects: for mail and the like it enqueues an action. Several
 * hooks for one event run in the order of their beans.
 * <p>
 * There is deliberately no {@code value} attribute: Spring would take it for the name of
 * the bean.
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SpaceHooks {

	/**
	 * The store type whose spaces the hooks are for. Several classes may share one type.
	 * @return the store type
	 */
	String type();

}

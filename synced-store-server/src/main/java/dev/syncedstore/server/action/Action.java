package dev.syncedstore.server.action;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an {@link Actions} class as an action: what the server alone can do,
 * such as to send mail, to ask another service, or to change a lot step by step.
 * <p>
 * The method is public and takes an {@link ActionContext} and, unless it needs none, one
 * record: its arguments. It returns what its caller gets: anything that values can be
 * made of, such as a record, or nothing. It may wait for whatever it needs, and has its
 * own thread for that. To refuse, it throws a
 * {@link dev.syncedstore.core.ActionFailedException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Action {

	/**
	 * What the action does, in a sentence, for people and for language models.
	 * @return the description
	 */
	String value() default "";

	/**
	 * The name of the action on the wire. Empty, the default, means the name of the
	 * method.
	 * @return the name, or an empty string
	 */
	String name() default "";

}

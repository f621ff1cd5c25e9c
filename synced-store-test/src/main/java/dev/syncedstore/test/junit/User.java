package dev.syncedstore.test.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says whose {@link dev.syncedstore.test.world.TestClient} a parameter is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface User {

	/**
	 * The user.
	 * @return the user's id
	 */
	String value();

	/**
	 * Which of the user's devices.
	 * @return its name, empty for the usual one
	 */
	String device() default "";

}

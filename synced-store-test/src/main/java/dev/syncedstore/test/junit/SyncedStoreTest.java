package dev.syncedstore.test.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a {@link dev.syncedstore.test.world.TestWorld} of its own:
 * as a parameter of that type, of the type {@link dev.syncedstore.test.world.TestServer},
 * or, with {@link User @User}, of the type {@link dev.syncedstore.test.world.TestClient}.
 * When a test fails, what happened in its world comes with the failure.
 *
 * @see TestWorldExtension
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(TestWorldExtension.class)
public @interface SyncedStoreTest {

	/**
	 * The application's mutators.
	 * @return classes with {@code @Mutators}, that of the main space's type first
	 */
	Class<?>[] mutators();

}

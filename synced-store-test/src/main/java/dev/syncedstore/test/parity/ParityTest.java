package dev.syncedstore.test.parity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that calls mutators on the JVM and in the compiled module, with the same made-up
 * arguments, and fails where they differ:
 *
 * <pre class="code">
 * &#64;ParityTest(mutators = TodoMutators.class)
 * void theMutatorsDoTheSameInTheBrowser(ParityReport report) {
 * }
 * </pre>
 *
 * The method may take the {@link ParityReport} and look at it. Where arguments that are
 * made up don't lead far enough, use {@link MutatorParity} itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
@ExtendWith(ParityExtension.class)
public @interface ParityTest {

	/**
	 * The mutators.
	 * @return classes with {@code @Mutators} of one store type
	 */
	Class<?>[] mutators();

	/**
	 * How many calls to make.
	 * @return the number
	 */
	int calls() default MutatorParity.CALLS;

	/**
	 * What chance begins with.
	 * @return the seed
	 */
	long seed() default 1;

	/**
	 * Whether to run the module in Node rather than in GraalJS.
	 * @return {@code true} for Node, which has to be on the {@code PATH}
	 */
	boolean inNode() default false;

}

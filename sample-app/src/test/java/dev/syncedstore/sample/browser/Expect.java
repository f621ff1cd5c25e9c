package dev.syncedstore.sample.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what the console may have at the end of a test. Whatever else is there is a
 * failure.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@interface Expect {

	/** What belongs to the test. */
	Noise[] value();

}

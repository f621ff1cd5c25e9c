package dev.syncedstore.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what something of a schema is, for people and for language models: a record or a
 * component of one, a sealed interface, an enum, or a constant that is a {@link Table} or
 * a {@link Singleton}. It goes into the schema that the server shows.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD })
public @interface Description {

	/**
	 * What it is, in a sentence.
	 * @return the description
	 */
	String value();

}

package dev.syncedstore.server.member;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link SpaceHooks} class that is run when a user comes into a
 * space, also its creator, and also who comes back. It takes a
 * {@link dev.syncedstore.core.MutationContext} and a {@link UserAdded}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnUserAdded {

}

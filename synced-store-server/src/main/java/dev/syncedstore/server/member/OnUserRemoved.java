package dev.syncedstore.server.member;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link SpaceHooks} class that is run when a user has been removed
 * from a space, has left it, or is erased. It takes a
 * {@link dev.syncedstore.core.MutationContext} and a {@link UserRemoved}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnUserRemoved {

}

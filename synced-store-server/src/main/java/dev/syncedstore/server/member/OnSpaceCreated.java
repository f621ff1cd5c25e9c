package dev.syncedstore.server.member;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link SpaceHooks} class that is run when a space comes into being:
 * before the first mutation that is applied there, and as a part of it. It takes a
 * {@link dev.syncedstore.core.MutationContext} and a {@link SpaceCreated}. Where the
 * space has members, its creator is one already.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnSpaceCreated {

}

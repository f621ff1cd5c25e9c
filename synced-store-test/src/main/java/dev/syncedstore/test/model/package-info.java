/**
 * A second, plain implementation of what a space is: one sorted map, and one mutation
 * after the other. The real ones are compared with it.
 */
@NullMarked
package dev.syncedstore.test.model;

import org.jspecify.annotations.NullMarked;

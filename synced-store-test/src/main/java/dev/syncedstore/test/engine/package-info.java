/**
 * What pushes, pulls and pokes do over any version log.
 */
@NullMarked
package dev.syncedstore.test.engine;

import org.jspecify.annotations.NullMarked;

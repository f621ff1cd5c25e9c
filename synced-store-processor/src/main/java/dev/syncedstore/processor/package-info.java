/**
 * The annotation processor, as compilers find it.
 */
@NullMarked
package dev.syncedstore.processor;

import org.jspecify.annotations.NullMarked;

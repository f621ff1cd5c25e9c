/**
 * Compiles an application's mutators to the JavaScript that its server hands out.
 */
@NullMarked
package dev.syncedstore.teavm.build;

import org.jspecify.annotations.NullMarked;

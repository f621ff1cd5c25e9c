/**
 * Compares an application's mutators on the JVM with what the build has compiled of them
 * for browsers, in the browser client's own code. Needs GraalJS on the class path of the
 * tests, or Node.
 */
@NullMarked
package dev.syncedstore.test.parity;

import org.jspecify.annotations.NullMarked;

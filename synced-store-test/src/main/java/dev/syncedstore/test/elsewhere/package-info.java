/**
 * Another machine within this one: an application's classes once more, with other clocks,
 * another order of hash tables and static state of their own, to see whether its mutators
 * do the same there.
 */
@NullMarked
package dev.syncedstore.test.elsewhere;

import org.jspecify.annotations.NullMarked;

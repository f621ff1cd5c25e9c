/**
 * Who is in a space: the table that says so, and the mutators that change it.
 */
@NullMarked
package dev.syncedstore.core.member;

import org.jspecify.annotations.NullMarked;

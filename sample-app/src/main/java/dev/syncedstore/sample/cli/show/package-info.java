/**
 * How lists look: laid out for people in a terminal, as columns for programs in a pipe.
 */
@NullMarked
package dev.syncedstore.sample.cli.show;

import org.jspecify.annotations.NullMarked;

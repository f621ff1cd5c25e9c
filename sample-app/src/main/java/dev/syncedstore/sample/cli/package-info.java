/**
 * The todo list at the command line.
 */
@NullMarked
package dev.syncedstore.sample.cli;

import org.jspecify.annotations.NullMarked;

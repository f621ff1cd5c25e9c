/**
 * Where the command line program keeps its copies of lists, and how several of its
 * processes share them.
 */
@NullMarked
package dev.syncedstore.sample.cli.data;

import org.jspecify.annotations.NullMarked;

/**
 * What only the server can do for a todo list.
 */
@NullMarked
package dev.syncedstore.sample.action;

import org.jspecify.annotations.NullMarked;

/**
 * The rules of the todo list, shared by server, Java client and browser: nothing here
 * depends on where it runs.
 */
@NullMarked
package dev.syncedstore.sample.todo;

import org.jspecify.annotations.NullMarked;

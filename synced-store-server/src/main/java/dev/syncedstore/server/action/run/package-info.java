/**
 * Runs actions: those that clients call, each call once, and those that mutators have
 * enqueued, each until it has worked.
 */
@NullMarked
package dev.syncedstore.server.action.run;

import org.jspecify.annotations.NullMarked;

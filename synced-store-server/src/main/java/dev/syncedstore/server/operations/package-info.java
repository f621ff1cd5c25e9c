/**
 * What operators see of a node and its log, and what they do to them.
 */
@NullMarked
package dev.syncedstore.server.operations;

import org.jspecify.annotations.NullMarked;

/**
 * Carries news between the nodes that share a database: which spaces have changed, and
 * whose access.
 */
@NullMarked
package dev.syncedstore.server.nodes;

import org.jspecify.annotations.NullMarked;

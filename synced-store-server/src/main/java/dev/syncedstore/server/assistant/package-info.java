/**
 * Spaces for those who act for a signed-in user and keep no copy, such as assistants.
 */
@NullMarked
package dev.syncedstore.server.assistant;

import org.jspecify.annotations.NullMarked;

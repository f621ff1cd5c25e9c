/**
 * Tools for language models: an assistant works with spaces as the signed-in user.
 */
@NullMarked
package dev.syncedstore.autoconfigure.mcp;

import org.jspecify.annotations.NullMarked;

/**
 * Who is asking, and what that user may do: what an application defines about access.
 */
@NullMarked
package dev.syncedstore.server.access;

import org.jspecify.annotations.NullMarked;

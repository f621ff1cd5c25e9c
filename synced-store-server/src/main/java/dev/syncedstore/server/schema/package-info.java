/**
 * What store types look like, for clients and for tools.
 */
@NullMarked
package dev.syncedstore.server.schema;

import org.jspecify.annotations.NullMarked;

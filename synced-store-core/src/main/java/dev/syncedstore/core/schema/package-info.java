/**
 * What store types declare: their tables, singletons and versions.
 */
@NullMarked
package dev.syncedstore.core.schema;

import org.jspecify.annotations.NullMarked;

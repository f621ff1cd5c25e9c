/**
 * Describes in JSON Schema what the codecs of types read and write.
 */
@NullMarked
package dev.syncedstore.codec.schema;

import org.jspecify.annotations.NullMarked;

/**
 * Writes TypeScript's types, and schemas of Zod, for the store types of an application.
 * The same declarations always become the same text.
 */
@NullMarked
package dev.syncedstore.processor.typescript;

import org.jspecify.annotations.NullMarked;

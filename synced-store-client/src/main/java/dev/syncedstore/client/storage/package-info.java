/**
 * Where a client keeps its stores from one run of the application to the next: journals
 * of records, in a folder or in memory. What the records mean is none of its business.
 */
@NullMarked
package dev.syncedstore.client.storage;

import org.jspecify.annotations.NullMarked;

/**
 * The version log: spaces, entries, clients, commits and rejections, durable in the
 * application's database.
 */
@NullMarked
package dev.syncedstore.server.log;

import org.jspecify.annotations.NullMarked;

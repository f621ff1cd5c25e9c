/**
 * Keeps a local store and its server together: pushes what is pending, applies what
 * comes, and pulls whenever something may have been missed. All of it runs on one
 * scheduler, in steps that never wait.
 */
@NullMarked
package dev.syncedstore.client.sync;

import org.jspecify.annotations.NullMarked;

/**
 * An independent judge of recorded histories: it knows what clients did, were told and
 * saw, and nothing of the engine.
 */
@NullMarked
package dev.syncedstore.test.audit;

import org.jspecify.annotations.NullMarked;

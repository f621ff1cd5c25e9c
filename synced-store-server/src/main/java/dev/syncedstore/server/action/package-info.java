/**
 * What actions are written against: code that clients call and mutators enqueue, and that
 * runs on the server alone.
 */
@NullMarked
package dev.syncedstore.server.action;

import org.jspecify.annotations.NullMarked;

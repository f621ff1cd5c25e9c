/**
 * Test aids for applications that use a synced store.
 */
@NullMarked
package dev.syncedstore.test;

import org.jspecify.annotations.NullMarked;

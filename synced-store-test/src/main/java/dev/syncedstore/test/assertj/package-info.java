/**
 * Assertions about clients, servers and whole worlds, for those who use AssertJ.
 */
@NullMarked
package dev.syncedstore.test.assertj;

import org.jspecify.annotations.NullMarked;

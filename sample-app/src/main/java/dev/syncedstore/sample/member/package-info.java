/**
 * Private lists: who is in them, and invitations by link.
 */
@NullMarked
package dev.syncedstore.sample.member;

import org.jspecify.annotations.NullMarked;

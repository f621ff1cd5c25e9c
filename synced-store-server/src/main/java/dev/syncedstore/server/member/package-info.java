/**
 * Spaces that have members: who may do what by which role, and what happens when somebody
 * comes or goes.
 */
@NullMarked
package dev.syncedstore.server.member;

import org.jspecify.annotations.NullMarked;

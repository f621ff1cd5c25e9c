/**
 * Serves the protocol over HTTP: reads requests, finds out who sent them, and turns every
 * outcome into an answer that the protocol knows.
 */
@NullMarked
package dev.syncedstore.server.web;

import org.jspecify.annotations.NullMarked;

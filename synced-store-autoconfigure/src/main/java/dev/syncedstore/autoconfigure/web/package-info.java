/**
 * Mounts the endpoints for clients in a servlet application.
 */
@NullMarked
package dev.syncedstore.autoconfigure.web;

import org.jspecify.annotations.NullMarked;

/**
 * Lets Spring Security say who sent a request or a CONNECT frame.
 */
@NullMarked
package dev.syncedstore.autoconfigure.security;

import org.jspecify.annotations.NullMarked;

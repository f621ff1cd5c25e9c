/**
 * Who may come in, and by which door: pages, programs and the protocol's endpoints.
 */
@NullMarked
package dev.syncedstore.sample.web;

import org.jspecify.annotations.NullMarked;

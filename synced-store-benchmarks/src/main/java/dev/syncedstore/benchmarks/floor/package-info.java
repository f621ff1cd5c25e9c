/**
 * What no product can do without: a request, one durable commit, and frames to everybody,
 * in the same Tomcat and with the same driver as the application has.
 */
@NullMarked
package dev.syncedstore.benchmarks.floor;

import org.jspecify.annotations.NullMarked;

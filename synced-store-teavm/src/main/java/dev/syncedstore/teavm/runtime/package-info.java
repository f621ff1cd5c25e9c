/**
 * What compiled mutators run on in the browser: core's contexts over those of JavaScript,
 * and strict reading and writing of records without reflection. Compiled to JavaScript
 * with an application's mutators, and called by generated code alone.
 */
@NullMarked
package dev.syncedstore.teavm.runtime;

import org.jspecify.annotations.NullMarked;

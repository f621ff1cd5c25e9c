/**
 * The Actuator endpoint for operators.
 */
@NullMarked
package dev.syncedstore.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;

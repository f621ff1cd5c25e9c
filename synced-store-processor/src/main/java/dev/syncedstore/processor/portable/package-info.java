/**
 * Looks for what comes out differently in another run or in a browser, in mutators and
 * all that they call in their module. What is found is told with its line and with what
 * to use instead.
 */
@NullMarked
package dev.syncedstore.processor.portable;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.syncedstore.processor.kitchen;

import org.jspecify.annotations.NullMarked;

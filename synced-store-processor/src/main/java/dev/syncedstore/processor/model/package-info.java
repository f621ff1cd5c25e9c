/**
 * What an application's classes declare, as the compiler sees it: store types with their
 * tables, mutators and actions, and the types of values down to the last component. It
 * says the same as the codecs find out at run time.
 */
@NullMarked
package dev.syncedstore.processor.model;

import org.jspecify.annotations.NullMarked;

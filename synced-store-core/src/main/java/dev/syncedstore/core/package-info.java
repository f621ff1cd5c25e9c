/**
 * What an application writes its mutators and queries against, on the server, in the Java
 * client and in the browser.
 */
@NullMarked
package dev.syncedstore.core;

import org.jspecify.annotations.NullMarked;

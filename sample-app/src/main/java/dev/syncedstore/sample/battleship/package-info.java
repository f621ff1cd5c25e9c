/**
 * The rules of Battleship, shared by server, Java client and browser: nothing here
 * depends on where it runs, except for what only the server can see.
 */
@NullMarked
package dev.syncedstore.sample.battleship;

import org.jspecify.annotations.NullMarked;

package dev.syncedstore.core;

/**
 * A key of a table and the value under it.
 *
 * @param key the item's key, without the name of the table
 * @param value the value
 * @param <T> the type of the value
 */
public record Entry<T>(String key, T value) {
}

package dev.syncedstore.processor.model;

/**
 * A constant that is a singleton.
 *
 * @param table the constant, as if it were the table that the singleton is in
 * @param key its key in the table
 */
public record SingletonModel(TableModel table, String key) {
}

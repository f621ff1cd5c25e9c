package dev.syncedstore.processor.model;

/**
 * A list.
 *
 * @param element what it has many of
 */
public record ListType(TypeUse element) implements ValueType {
}

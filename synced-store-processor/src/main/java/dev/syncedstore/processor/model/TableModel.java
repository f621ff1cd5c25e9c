package dev.syncedstore.processor.model;

/**
 * A constant that is a table.
 *
 * @param constant the name of the constant
 * @param declaringClass the class that has it
 * @param name the table's name
 * @param value what its values are
 * @param description what it holds, possibly empty
 */
public record TableModel(String constant, ClassName declaringClass, String name, TypeUse value, String description) {
}

package dev.syncedstore.core;

/**
 * A call of a mutator that takes the place of an older one.
 *
 * @param mutator the mutator's name
 * @param args its arguments: a record, or a {@link RawValue}
 */
public record MutatorCall(String mutator, Record args) {
}

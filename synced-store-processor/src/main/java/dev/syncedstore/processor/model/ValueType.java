package dev.syncedstore.processor.model;

/**
 * What values of one type look like, in Java and in JSON.
 */
public sealed interface ValueType permits Scalar, NamedType, ListType, MapType {

}

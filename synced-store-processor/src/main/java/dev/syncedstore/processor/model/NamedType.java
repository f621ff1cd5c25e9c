package dev.syncedstore.processor.model;

/**
 * A type that an application declares.
 */
public sealed interface NamedType extends ValueType permits EnumType, RecordType, SealedType {

	/**
	 * Which class it is.
	 * @return the name of the class
	 */
	ClassName name();

	/**
	 * What it is, for people.
	 * @return the description, possibly empty
	 */
	String description();

}

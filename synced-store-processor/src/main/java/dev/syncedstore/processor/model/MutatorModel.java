package dev.syncedstore.processor.model;

/**
 * A mutator.
 *
 * @param name its name on the wire
 * @param description what it does, possibly empty
 * @param mutatorsClass the class that it is in
 * @param method the method's name
 * @param args its arguments, a record
 * @param serverOnly whether clients know it by name only
 */
public record MutatorModel(String name, String description, ClassName mutatorsClass, String method, TypeUse args,
		boolean serverOnly) {

	/**
	 * The record that it takes.
	 * @return the type of its arguments
	 */
	public RecordType argsType() {
		return (RecordType) this.args.type();
	}

}

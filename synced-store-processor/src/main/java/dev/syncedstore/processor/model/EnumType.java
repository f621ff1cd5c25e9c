package dev.syncedstore.processor.model;

import java.util.List;

/**
 * An enum, whose values are written by their names.
 *
 * @param name the enum
 * @param description what it is, possibly empty
 * @param constants the names of its constants, in their order
 */
public record EnumType(ClassName name, String description, List<String> constants) implements NamedType {

	public EnumType {
		constants = List.copyOf(constants);
	}

}

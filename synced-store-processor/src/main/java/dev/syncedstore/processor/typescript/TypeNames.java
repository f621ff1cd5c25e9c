package dev.syncedstore.processor.typescript;

import dev.syncedstore.processor.model.ListType;
import dev.syncedstore.processor.model.MapType;
import dev.syncedstore.processor.model.NamedType;
import dev.syncedstore.processor.model.Scalar;
import dev.syncedstore.processor.model.TypeUse;
import dev.syncedstore.processor.model.ValueType;

/**
 * What types are called in TypeScript.
 *
 * @param names the names of what is exported
 * @param qualifier comes before these, where they are another module's
 */
record TypeNames(ExportedNames names, String qualifier) {

	String of(ValueType type) {
		if (type instanceof NamedType named) {
			return this.qualifier + this.names.of(named);
		}
		if (type instanceof ListType list) {
			String element = element(list.element());
			return "readonly " + (element.contains(" ") ? "(" + element + ")" : element) + "[]";
		}
		if (type instanceof MapType map) {
			return "{ readonly [key: string]: " + element(map.value()) + " }";
		}
		Scalar scalar = (Scalar) type;
		return (scalar == Scalar.FLAG) ? "boolean"
				: (scalar == Scalar.DOUBLE || scalar.isInteger()) ? "number" : "string";
	}

	private String element(TypeUse use) {
		return use.nullable() ? of(use.type()) + " | null" : of(use.type());
	}

}

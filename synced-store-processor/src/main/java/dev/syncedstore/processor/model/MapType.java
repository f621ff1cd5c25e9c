package dev.syncedstore.processor.model;

import java.util.List;

/**
 * A map from texts.
 *
 * @param keyConstraints what its keys must fulfil
 * @param value what it has many of
 */
public record MapType(List<Constraint> keyConstraints, TypeUse value) implements ValueType {

	public MapType {
		keyConstraints = List.copyOf(keyConstraints);
	}

}

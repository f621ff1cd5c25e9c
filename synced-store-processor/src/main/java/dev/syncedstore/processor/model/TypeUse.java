package dev.syncedstore.processor.model;

import java.util.List;

/**
 * A type where it is used: as a component, an element, or on its own.
 *
 * @param type the type
 * @param javaType how Java writes it, without annotations, such as {@code int} or
 * {@code java.util.List<java.lang.String>}; of an {@code Optional} what it may hold
 * @param nullable whether an element may be null, or a component left out
 * @param valid whether the constraints of the type itself count here: those of arguments
 * and values always do, those within them where {@code @Valid} leads to them
 * @param constraints what values must fulfil besides here
 */
public record TypeUse(ValueType type, String javaType, boolean nullable, boolean valid, List<Constraint> constraints) {

	public TypeUse {
		constraints = List.copyOf(constraints);
	}

	/**
	 * A type as the whole of a value or of arguments.
	 * @param type the type
	 * @param javaType how Java writes it
	 * @return its use
	 */
	static TypeUse whole(ValueType type, String javaType) {
		return new TypeUse(type, javaType, false, true, List.of());
	}

	/**
	 * The constraint of a kind, if there is one.
	 * @param kind the kind
	 * @return whether there is one
	 */
	public boolean has(Constraint.Kind kind) {
		return this.constraints.stream().anyMatch((constraint) -> constraint.kind() == kind);
	}

}

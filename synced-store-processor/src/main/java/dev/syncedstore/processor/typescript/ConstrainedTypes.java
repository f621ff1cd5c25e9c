package dev.syncedstore.processor.typescript;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.processor.model.Component;
import dev.syncedstore.processor.model.ListType;
import dev.syncedstore.processor.model.MapType;
import dev.syncedstore.processor.model.NamedType;
import dev.syncedstore.processor.model.RecordType;
import dev.syncedstore.processor.model.SealedType;
import dev.syncedstore.processor.model.TypeUse;
import dev.syncedstore.processor.model.ValueType;

/**
 * The types that have constraints on them or within them, as far as {@code @Valid} leads.
 * Only of these it matters whether something is validated.
 */
final class ConstrainedTypes {

	private final Set<NamedType> constrained = new HashSet<>();

	ConstrainedTypes(Collection<NamedType> types) {
		boolean found = true;
		while (found) {
			List<NamedType> more = types.stream()
				.filter((type) -> !this.constrained.contains(type) && isConstrained(type))
				.toList();
			found = this.constrained.addAll(more);
		}
	}

	boolean contains(NamedType type) {
		return this.constrained.contains(type);
	}

	private boolean isConstrained(NamedType type) {
		if (type instanceof RecordType record) {
			return record.components().stream().map(Component::use).anyMatch((use) -> isConstrained(use, false));
		}
		return type instanceof SealedType sealed && sealed.permitted().stream().anyMatch(this.constrained::contains);
	}

	/** A {@code @Valid} on a list counts for its elements. */
	private boolean isConstrained(TypeUse use, boolean validOutside) {
		if (!use.constraints().isEmpty()) {
			return true;
		}
		boolean valid = use.valid() || validOutside;
		ValueType type = use.type();
		if (type instanceof ListType list) {
			return isConstrained(list.element(), use.valid());
		}
		if (type instanceof MapType map) {
			return !map.keyConstraints().isEmpty() || isConstrained(map.value(), use.valid());
		}
		return valid && type instanceof NamedType named && this.constrained.contains(named);
	}

}

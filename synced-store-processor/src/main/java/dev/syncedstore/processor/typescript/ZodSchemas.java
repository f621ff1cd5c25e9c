package dev.syncedstore.processor.typescript;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.syncedstore.processor.model.Component;
import dev.syncedstore.processor.model.Constraint;
import dev.syncedstore.processor.model.EnumType;
import dev.syncedstore.processor.model.ListType;
import dev.syncedstore.processor.model.MapType;
import dev.syncedstore.processor.model.NamedType;
import dev.syncedstore.processor.model.RecordType;
import dev.syncedstore.processor.model.Scalar;
import dev.syncedstore.processor.model.SealedType;
import dev.syncedstore.processor.model.TypeUse;
import dev.syncedstore.processor.model.ValueType;

/**
 * Zod's schemas of types. What has constraints has a second schema without them, if it is
 * used where {@code @Valid} doesn't lead.
 */
final class ZodSchemas {

	private static final String OPTIONAL = """

			/** What may be left out, which null stands for, too. */
			const optional = (schema) => schema.nullish().overwrite((value) => value ?? undefined);
			""";

	private final ExportedNames names;

	private final ConstrainedTypes constrained;

	private final ZodScalars scalars = new ZodScalars();

	/** What is defined in the text so far. */
	private final Set<String> defined = new HashSet<>();

	/** The types of which a schema without constraints is asked for. */
	private final Set<NamedType> unchecked = new LinkedHashSet<>();

	private boolean hasOptional;

	ZodSchemas(ExportedNames names, ConstrainedTypes constrained) {
		this.names = names;
		this.constrained = constrained;
	}

	static String name(String typeName) {
		return typeName + "Schema";
	}

	/** The schema of the whole of a value. */
	String whole(TypeUse use) {
		return schema(use, true, false);
	}

	/** Definitions of the schemas of types, which whole values are made of. */
	String define(Collection<NamedType> types) {
		StringBuilder text = new StringBuilder();
		types.forEach((type) -> text.append("\nexport const ").append(definition(type, true)));
		Set<NamedType> written = new HashSet<>();
		while (written.size() < this.unchecked.size()) {
			for (NamedType type : List.copyOf(this.unchecked)) {
				if (written.add(type)) {
					text.append("\nconst ").append(definition(type, false));
				}
			}
		}
		return text.toString();
	}

	/** What the definitions need. */
	List<String> prelude() {
		List<String> prelude = new ArrayList<>(this.scalars.definitions());
		if (this.hasOptional) {
			prelude.add(OPTIONAL);
		}
		return prelude;
	}

	private String definition(NamedType type, boolean checked) {
		String name = nameOf(type, checked);
		String schema;
		if (type instanceof EnumType constants) {
			schema = "z.enum([" + constants.constants().stream().map(Text::quoted).collect(Collectors.joining(", "))
					+ "])";
		}
		else if (type instanceof SealedType sealed) {
			schema = sealed.permitted()
				.stream()
				.map((record) -> permitted(record, checked))
				.collect(Collectors.joining(",\n  ", "z.discriminatedUnion('" + SealedType.TYPE + "', [\n  ", "\n])"));
		}
		else {
			schema = object((RecordType) type, checked);
		}
		this.defined.add(name);
		return name + " = " + schema + ";\n";
	}

	private String object(RecordType record, boolean checked) {
		StringBuilder text = new StringBuilder("z.object({");
		String separator = "\n";
		if (checked) {
			for (String constraint : record.unknownConstraints()) {
				text.append(separator).append("  // Only the server checks ").append(constraint);
				separator = "\n";
			}
		}
		for (Component component : record.components()) {
			for (Constraint constraint : component.use().constraints()) {
				if (checked && ZodConstraints.isUnknown(component.use().type(), constraint)) {
					text.append(separator).append("  // Only the server checks @").append(constraint.annotation());
					separator = "\n";
				}
			}
			text.append(separator)
				.append("  ")
				.append(component.name().equals("__proto__") ? "['__proto__']" : Text.member(component.name()))
				.append(": ")
				.append(member(component, checked));
			separator = ",\n";
		}
		return text.append(record.components().isEmpty() ? "})" : "\n})").toString();
	}

	private String member(Component component, boolean checked) {
		if (checked && component.use().has(Constraint.Kind.NULL)) {
			this.hasOptional = true;
			return "optional(z.never())";
		}
		String schema = schema(component.use(), checked, false);
		boolean optional = checked ? component.isOptional() : component.absence() != Component.Absence.REFUSED;
		this.hasOptional |= optional;
		return optional ? "optional(" + schema + ")" : schema;
	}

	private String permitted(RecordType record, boolean checked) {
		String name = nameOf(record, checked);
		String type = "{ " + SealedType.TYPE + ": z.literal(" + Text.quoted(record.name().simpleName()) + ") }";
		String schema = name + ".extend(" + type + ")";
		return isDefined(name) ? schema : "z.lazy(() => " + schema + ")";
	}

	/**
	 * A schema of a type as it is used.
	 * @param checked whether constraints count at all
	 * @param validOutside whether a {@code @Valid} on the list or map around it leads
	 * here
	 */
	private String schema(TypeUse use, boolean checked, boolean validOutside) {
		boolean valid = checked && (use.valid() || validOutside);
		String schema = schema(use.type(), checked, valid);
		return checked ? schema + ZodConstraints.all(use.type(), use.constraints()) : schema;
	}

	private String schema(ValueType type, boolean checked, boolean valid) {
		if (type instanceof Scalar scalar) {
			return this.scalars.schema(scalar);
		}
		if (type instanceof ListType list) {
			return "z.array(" + element(list.element(), checked, valid) + ")";
		}
		if (type instanceof MapType map) {
			String keys = this.scalars.schema(Scalar.TEXT)
					+ (checked ? ZodConstraints.all(Scalar.TEXT, map.keyConstraints()) : "");
			return "z.record(" + keys + ", " + element(map.value(), checked, valid) + ")";
		}
		String name = nameOf((NamedType) type, valid);
		return isDefined(name) ? name : "z.lazy(() => " + name + ")";
	}

	private String element(TypeUse use, boolean checked, boolean validOutside) {
		String schema = schema(use, checked, validOutside);
		return (use.nullable() && !(checked && use.has(Constraint.Kind.NOT_NULL))) ? schema + ".nullable()" : schema;
	}

	private String nameOf(NamedType type, boolean checked) {
		if (checked || !this.constrained.contains(type)) {
			return name(this.names.of(type));
		}
		this.unchecked.add(type);
		return this.names.of(type) + "Shape";
	}

	private boolean isDefined(String name) {
		return this.defined.contains(name);
	}

}

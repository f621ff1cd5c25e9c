package dev.syncedstore.processor.typescript;

import dev.syncedstore.processor.model.NamedType;
import dev.syncedstore.processor.model.StoreTypeModel;

/**
 * The module with Zod's schemas of a store type. They refuse what the server refuses.
 */
final class ZodModule {

	private final StoreTypeModel model;

	private final ExportedNames names;

	ZodModule(StoreTypeModel model, ExportedNames names) {
		this.model = model;
		this.names = names;
	}

	/** The schemas. */
	String script() {
		ZodSchemas schemas = new ZodSchemas(this.names, new ConstrainedTypes(this.model.types()));
		String definitions = schemas.define(this.model.types());
		String groups = new SchemaGroups("", schemas::whole, "z.object({})").of(this.model);
		Text head = new Text(this.model.name()).line("import { z } from 'zod';");
		return head + String.join("", schemas.prelude()) + definitions + "\nexport const schemas = " + groups + ";\n";
	}

	/** The types of the schemas. */
	String declarations(String types) {
		Text text = new Text(this.model.name());
		text.line("import type { z } from 'zod';");
		text.line("import type * as types from " + Text.quoted(types) + ";");
		for (NamedType type : this.model.types()) {
			String name = this.names.of(type);
			text.line("").documentation("", type.description());
			text.line("export declare const " + ZodSchemas.name(name) + ": z.ZodType<types." + name + ">;");
		}
		TypeNames typeNames = new TypeNames(this.names, "types.");
		String groups = new SchemaGroups("readonly ", (use) -> "z.ZodType<" + typeNames.of(use.type()) + ">",
				"z.ZodType<{ readonly [member: string]: never }>")
			.of(this.model);
		text.line("");
		text.documentation("", "The schemas of all that store type " + this.model.name() + " has, by its name.");
		text.line("export declare const schemas: " + groups + ";");
		return text.toString();
	}

}

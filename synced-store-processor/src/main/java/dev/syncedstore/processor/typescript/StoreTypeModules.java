package dev.syncedstore.processor.typescript;

import java.util.SortedMap;
import java.util.TreeMap;

import dev.syncedstore.processor.model.StoreTypeModel;

/**
 * The modules that are written for a store type: JavaScript with the constants, which
 * pages load as it is, beside it the types, those of compiled mutators, and, for those
 * who want them, Zod's schemas with types of their own.
 *
 * @param client the module of the client, from which types are imported
 * @param zod whether schemas are wanted
 */
public record StoreTypeModules(String client, boolean zod) {

	/**
	 * Write the modules of a store type.
	 * @param model the store type
	 * @return contents by file names
	 */
	public SortedMap<String, String> of(StoreTypeModel model) {
		ExportedNames names = new ExportedNames(model);
		TypesModule types = new TypesModule(model, names);
		SortedMap<String, String> files = new TreeMap<>();
		files.put(model.name() + ".js", types.script());
		files.put(model.name() + ".d.ts", types.declarations(this.client));
		files.put(model.name() + ".mutators.d.ts", types.compiledMutators());
		if (this.zod) {
			ZodModule schemas = new ZodModule(model, names);
			files.put(model.name() + ".zod.js", schemas.script());
			files.put(model.name() + ".zod.d.ts", schemas.declarations("./" + model.name() + ".js"));
		}
		return files;
	}

}

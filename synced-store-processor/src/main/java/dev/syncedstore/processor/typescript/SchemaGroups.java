package dev.syncedstore.processor.typescript;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import dev.syncedstore.processor.model.ActionModel;
import dev.syncedstore.processor.model.SingletonModel;
import dev.syncedstore.processor.model.StoreTypeModel;
import dev.syncedstore.processor.model.TypeUse;
import org.jspecify.annotations.Nullable;

/**
 * What a store type has, by kinds and names: once with schemas, and once with their
 * types.
 *
 * @param modifier comes before each member
 * @param schema the schema of a value, or its type
 * @param nothing the same of an object without members
 */
record SchemaGroups(String modifier, Function<TypeUse, String> schema, String nothing) {

	String of(StoreTypeModel model) {
		Map<String, String> tables = new LinkedHashMap<>();
		model.tables().forEach((table) -> tables.put(table.name(), this.schema.apply(table.value())));
		Map<String, String> singletons = new LinkedHashMap<>();
		for (SingletonModel singleton : model.singletons()) {
			singletons.put(singleton.table().name() + "/" + singleton.key(),
					this.schema.apply(singleton.table().value()));
		}
		Map<String, String> mutators = new LinkedHashMap<>();
		model.mutators().forEach((mutator) -> mutators.put(mutator.name(), this.schema.apply(mutator.args())));
		Map<String, String> actions = new LinkedHashMap<>();
		for (ActionModel action : model.actions()) {
			actions.put(action.name(), "{ " + this.modifier + "args: " + orNothing(action.args()) + ", " + this.modifier
					+ "result: " + orNothing(action.result()) + " }");
		}
		return "{\n" + group("tables", tables) + ",\n" + group("singletons", singletons) + ",\n"
				+ group("mutators", mutators) + ",\n" + group("actions", actions) + "\n}";
	}

	private String orNothing(@Nullable TypeUse use) {
		return (use != null) ? this.schema.apply(use) : this.nothing;
	}

	private String group(String name, Map<String, String> members) {
		StringBuilder text = new StringBuilder("  " + this.modifier + name + ": {");
		String separator = "\n    ";
		for (Map.Entry<String, String> member : members.entrySet()) {
			text.append(separator)
				.append(this.modifier)
				.append(Text.member(member.getKey()))
				.append(": ")
				.append(member.getValue());
			separator = ",\n    ";
		}
		return text.append(members.isEmpty() ? "}" : "\n  }").toString();
	}

}

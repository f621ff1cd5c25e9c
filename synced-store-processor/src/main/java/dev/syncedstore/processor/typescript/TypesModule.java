package dev.syncedstore.processor.typescript;

import java.util.List;
import java.util.stream.Collectors;

import dev.syncedstore.processor.model.ActionModel;
import dev.syncedstore.processor.model.Component;
import dev.syncedstore.processor.model.EnumType;
import dev.syncedstore.processor.model.MutatorModel;
import dev.syncedstore.processor.model.NamedType;
import dev.syncedstore.processor.model.RecordType;
import dev.syncedstore.processor.model.SealedType;
import dev.syncedstore.processor.model.SingletonModel;
import dev.syncedstore.processor.model.StoreTypeModel;
import dev.syncedstore.processor.model.TableModel;
import dev.syncedstore.processor.model.TypeUse;

/**
 * The module of a store type: its constants as JavaScript, and the types of everything.
 */
final class TypesModule {

	private final StoreTypeModel model;

	private final ExportedNames names;

	private final TypeNames types;

	TypesModule(StoreTypeModel model, ExportedNames names) {
		this.model = model;
		this.names = names;
		this.types = new TypeNames(names, "");
	}

	/** What browsers load: no more than the constants. */
	String script() {
		Text text = new Text(this.model.name());
		text.line("");
		text.line("export const schemaVersion = " + this.model.version() + ";");
		for (TableModel table : this.model.tables()) {
			text.line("export const " + this.names.of(table) + " = Object.freeze(" + table(table) + ");");
		}
		for (SingletonModel singleton : this.model.singletons()) {
			text.line("export const " + this.names.of(singleton.table()) + " = Object.freeze({ table: Object.freeze("
					+ table(singleton.table()) + "), key: " + Text.quoted(singleton.key()) + " });");
		}
		return text.toString();
	}

	/** What the compiler of TypeScript and editors read. */
	String declarations(String client) {
		Text text = new Text(this.model.name());
		text.line("import type * as client from " + Text.quoted(client) + ";");
		text.line("");
		text.documentation("", "The version of the schema that this was generated from: an option of the store.");
		text.line("export declare const schemaVersion: " + this.model.version() + ";");
		this.model.types().forEach((type) -> declare(text, type));
		for (TableModel table : this.model.tables()) {
			text.line("").documentation("", table.description());
			text.line("export declare const " + this.names.of(table) + ": " + tableType(table) + ";");
		}
		for (SingletonModel singleton : this.model.singletons()) {
			text.line("").documentation("", singleton.table().description());
			text.line("export declare const " + this.names.of(singleton.table()) + ": { readonly table: "
					+ tableType(singleton.table()) + "; readonly key: " + Text.quoted(singleton.key()) + " };");
		}
		mutators(text);
		actions(text);
		return text.toString();
	}

	/** What the module exports that mutators are compiled to, for pages that load it. */
	String compiledMutators() {
		Text text = new Text(this.model.name());
		text.line("import type * as types from " + Text.quoted("./" + this.model.name() + ".js") + ";");
		int number = 0;
		for (MutatorModel mutator : this.model.ofClients().mutators()) {
			number++;
			text.line("").documentation("", mutator.description());
			text.line("declare const mutator" + number + ": types." + this.names.mutators() + "["
					+ Text.quoted(mutator.name()) + "];");
			text.line("export { mutator" + number + " as " + Text.member(mutator.name()) + " };");
		}
		return text.toString();
	}

	private static String table(TableModel table) {
		return "{ name: " + Text.quoted(table.name()) + " }";
	}

	private String tableType(TableModel table) {
		return "client.Table<" + this.types.of(table.value().type()) + ">";
	}

	private void declare(Text text, NamedType type) {
		text.line("").documentation("", type.description());
		String name = this.names.of(type);
		if (type instanceof EnumType constants) {
			text.line("export type " + name + " = " + union(constants.constants().stream().map(Text::quoted).toList())
					+ ";");
		}
		else if (type instanceof SealedType sealed) {
			text.line("export type " + name + " = " + union(sealed.permitted().stream().map(this::permitted).toList())
					+ ";");
		}
		else if (type instanceof RecordType record && record.components().isEmpty()) {
			text.line("export type " + name + " = { readonly [member: string]: never };");
		}
		else if (type instanceof RecordType record) {
			text.line("export interface " + name + " {");
			for (Component component : record.components()) {
				text.documentation("  ", component.description());
				text.line("  readonly " + Text.member(component.name())
						+ (component.isOptional() ? "?: " + this.types.of(component.use().type()) + " | undefined"
								: ": " + this.types.of(component.use().type()))
						+ ";");
			}
			text.line("}");
		}
	}

	private String permitted(RecordType record) {
		String type = "{ readonly " + SealedType.TYPE + ": " + Text.quoted(record.name().simpleName()) + " }";
		return record.components().isEmpty() ? type : "(" + type + " & " + this.names.of(record) + ")";
	}

	private void mutators(Text text) {
		text.line("").documentation("", "The mutators of store type " + this.model.name() + ", by their names.");
		text.line("export type " + this.names.mutators() + " = {");
		for (MutatorModel mutator : this.model.mutators()) {
			text.documentation("  ", mutator.serverOnly()
					? (mutator.description() + " Runs on the server alone.").strip() : mutator.description());
			text.line("  readonly " + Text.member(mutator.name()) + (mutator.serverOnly() ? "?" : "")
					+ ": (ctx: client.MutationContext, args: " + this.types.of(mutator.args().type()) + ") => void;");
		}
		text.line("};");
	}

	private void actions(Text text) {
		text.line("").documentation("", "The actions of store type " + this.model.name() + ", by their names.");
		text.line("export type " + this.names.actions() + " = {");
		for (ActionModel action : this.model.actions()) {
			text.documentation("  ", action.description());
			TypeUse args = action.args();
			TypeUse result = action.result();
			text.line("  readonly " + Text.member(action.name()) + ": ("
					+ ((args != null) ? "args: " + this.types.of(args.type()) : "") + ") => "
					+ ((result != null) ? this.types.of(result.type()) : "{ readonly [member: string]: never }") + ";");
		}
		text.line("};");
	}

	private static String union(List<String> members) {
		return members.isEmpty() ? "never" : members.stream().collect(Collectors.joining(" | "));
	}

}

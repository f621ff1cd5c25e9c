package dev.syncedstore.processor.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is declared of one store type.
 *
 * @param name the store type
 * @param version the version of its schema
 * @param description what it is for, possibly empty
 * @param tables its tables
 * @param singletons its singletons
 * @param mutators its mutators
 * @param actions its actions
 */
public record StoreTypeModel(String name, int version, String description, List<TableModel> tables,
		List<SingletonModel> singletons, List<MutatorModel> mutators, List<ActionModel> actions) {

	public StoreTypeModel {
		tables = List.copyOf(tables);
		singletons = List.copyOf(singletons);
		mutators = List.copyOf(mutators);
		actions = List.copyOf(actions);
	}

	/**
	 * What clients run and keep of it: no actions, and no mutators of the server's alone.
	 * @return the same without these
	 */
	public StoreTypeModel ofClients() {
		return new StoreTypeModel(this.name, this.version, this.description, this.tables, this.singletons,
				this.mutators.stream().filter((mutator) -> !mutator.serverOnly()).toList(), List.of());
	}

	/**
	 * All types that are used as the whole of a value, of arguments or of a result.
	 * @return the types, possibly with repetitions
	 */
	public Stream<TypeUse> wholes() {
		return Stream
			.of(this.tables.stream().map(TableModel::value), this.singletons.stream().map((one) -> one.table().value()),
					this.mutators.stream().map(MutatorModel::args),
					this.actions.stream()
						.flatMap((action) -> Stream.of(action.args(), action.result()))
						.flatMap(Stream::ofNullable))
			.flatMap((uses) -> uses);
	}

	/**
	 * The enums, records and sealed interfaces that these are made of.
	 * @return the types, each after those that it is made of, as far as they are not made
	 * of each other
	 */
	public Set<NamedType> types() {
		Set<NamedType> types = new LinkedHashSet<>();
		Set<ValueType> seen = new LinkedHashSet<>();
		wholes().forEach((use) -> collect(use.type(), types, seen));
		return types;
	}

	private static void collect(ValueType type, Set<NamedType> types, Set<ValueType> seen) {
		if (type instanceof ListType list) {
			collect(list.element().type(), types, seen);
		}
		else if (type instanceof MapType map) {
			collect(map.value().type(), types, seen);
		}
		else if (type instanceof NamedType named && seen.add(named)) {
			if (named instanceof RecordType record) {
				record.components().forEach((component) -> collect(component.use().type(), types, seen));
			}
			else if (named instanceof SealedType sealed) {
				sealed.permitted().forEach((record) -> collect(record, types, seen));
			}
			types.add(named);
		}
	}

}

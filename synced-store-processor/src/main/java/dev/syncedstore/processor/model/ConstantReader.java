package dev.syncedstore.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Gathers the tables and singletons that the classes of a store type have as constants.
 */
final class ConstantReader {

	private static final String TABLE = "dev.syncedstore.core.Table";

	private static final String SINGLETON = "dev.syncedstore.core.Singleton";

	private final Elements elements;

	private final TypeReader types;

	private final ConstantNames names;

	/** By what they are called on the wire: what is declared twice is there once. */
	private final Map<String, TableModel> tables = new LinkedHashMap<>();

	private final Map<String, SingletonModel> singletons = new LinkedHashMap<>();

	/** What the file of each class says. */
	private final SortedMap<String, SortedMap<String, String>> written = new TreeMap<>();

	ConstantReader(Elements elements, TypeReader types, ConstantNames names) {
		this.elements = elements;
		this.types = types;
		this.names = names;
	}

	void addAll(TypeElement declaring) {
		TypeElement each = declaring;
		while (each != null) {
			for (VariableElement field : ElementFilter.fieldsIn(each.getEnclosedElements())) {
				if (field.getModifiers().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL))) {
					add(each, field);
				}
			}
			TypeMirror parent = each.getSuperclass();
			each = (parent instanceof DeclaredType declared) ? (TypeElement) declared.asElement() : null;
		}
	}

	List<TableModel> tables() {
		return new ArrayList<>(this.tables.values());
	}

	List<SingletonModel> singletons() {
		return new ArrayList<>(this.singletons.values());
	}

	SortedMap<String, SortedMap<String, String>> written() {
		return this.written;
	}

	private void add(TypeElement declaring, VariableElement field) {
		if (is(field, TABLE)) {
			String[] name = this.names.of(field, 1);
			TableModel table = table(declaring, field, name[0]);
			TableModel other = this.tables.putIfAbsent(name[0], table);
			if (other != null && !other.value().type().equals(table.value().type())) {
				throw twice(field, "table " + name[0]);
			}
			remember(declaring, field, name);
		}
		else if (is(field, SINGLETON)) {
			String[] name = this.names.of(field, 2);
			SingletonModel singleton = new SingletonModel(table(declaring, field, name[0]), name[1]);
			SingletonModel other = this.singletons.putIfAbsent(name[0] + "/" + name[1], singleton);
			if (other != null && !other.table().value().type().equals(singleton.table().value().type())) {
				throw twice(field, "singleton " + name[0] + "/" + name[1]);
			}
			remember(declaring, field, name);
		}
	}

	private TableModel table(TypeElement declaring, VariableElement field, String name) {
		List<? extends TypeMirror> arguments = ((DeclaredType) field.asType()).getTypeArguments();
		if (arguments.isEmpty()) {
			throw new ModelException(field, "The constant " + field.getSimpleName()
					+ " doesn't say what its values are: write Table<Value> or Singleton<Value>");
		}
		return new TableModel(field.getSimpleName().toString(), this.types.name(declaring), name,
				this.types.whole(arguments.get(0), field), this.types.descriptions().of(field));
	}

	private void remember(TypeElement declaring, VariableElement field, String[] name) {
		this.written.computeIfAbsent(this.elements.getBinaryName(declaring).toString(), (type) -> new TreeMap<>())
			.put(field.getSimpleName().toString(), ConstantNames.written(name));
	}

	private static ModelException twice(VariableElement field, String what) {
		return new ModelException(field, "There is another constant for " + what + ", with another type of values: "
				+ "give one of the two another name, or both the same record");
	}

	private static boolean is(VariableElement field, String type) {
		return field.asType() instanceof DeclaredType declared
				&& ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(type);
	}

}

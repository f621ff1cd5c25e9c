package dev.syncedstore.processor.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Reads what classes with {@code @Mutators}, {@code @Actions} and {@code @Schema}
 * declare, of the module that is compiled or of others. For one thread and one
 * compilation.
 */
public final class ModelReader {

	private final Elements elements;

	private final Annotations annotations;

	private final TypeReader types;

	private final ConstantNames names;

	private final OperationReader operations;

	private final SortedMap<String, SortedMap<String, String>> constants = new TreeMap<>();

	/**
	 * Create a reader.
	 * @param environment the compiler
	 * @param trees the compiler's source trees, if it has any: without them the names of
	 * tables are known only for other modules' classes
	 */
	public ModelReader(ProcessingEnvironment environment, @Nullable Trees trees) {
		this.elements = environment.getElementUtils();
		this.annotations = new Annotations(this.elements);
		this.types = new TypeReader(this.elements, this.annotations);
		this.names = new ConstantNames(this.elements, trees, environment.getFiler());
		this.operations = new OperationReader(environment, this.annotations, this.types);
	}

	/**
	 * Read classes.
	 * @param classes the classes
	 * @param problems is told what can't be as it is declared
	 * @return their store types, by name; what has problems is left out
	 */
	public List<StoreTypeModel> read(Collection<TypeElement> classes, Consumer<ModelException> problems) {
		SortedMap<String, Builder> builders = new TreeMap<>();
		for (TypeElement each : classes) {
			read(each, Annotations.SCHEMA, builders, problems);
		}
		for (TypeElement each : classes) {
			read(each, Annotations.MUTATORS, builders, problems);
			read(each, Annotations.ACTIONS, builders, problems);
		}
		return builders.values().stream().map(Builder::build).toList();
	}

	/**
	 * What is to be kept for the processor when it compiles other modules.
	 * @return contents by file names
	 */
	public SortedMap<String, String> files() {
		SortedMap<String, String> files = new TreeMap<>();
		this.constants.forEach((type, names) -> {
			StringBuilder lines = new StringBuilder();
			names.forEach((constant, name) -> lines.append(constant).append('=').append(name).append('\n'));
			files.put(ConstantNames.fileOf(type), lines.toString());
		});
		return files;
	}

	private void read(TypeElement type, String annotationName, SortedMap<String, Builder> builders,
			Consumer<ModelException> problems) {
		AnnotationMirror annotation = Annotations.find(type, annotationName);
		if (annotation == null) {
			return;
		}
		try {
			Builder builder = builders.computeIfAbsent(this.annotations.text(annotation, "type"), this::builder);
			switch (annotationName) {
				case Annotations.SCHEMA -> builder.schema(annotation, type);
				case Annotations.MUTATORS -> builder.mutators(annotation, type);
				default -> builder.actions(type);
			}
		}
		catch (ModelException ex) {
			problems.accept(ex);
		}
	}

	private Builder builder(String storeType) {
		return new Builder(storeType);
	}

	/**
	 * A store type in the making.
	 */
	private final class Builder {

		private final String storeType;

		private final ConstantReader constantsOfType = new ConstantReader(ModelReader.this.elements,
				ModelReader.this.types, ModelReader.this.names);

		private final Map<String, MutatorModel> mutators = new LinkedHashMap<>();

		private final Map<String, ActionModel> actions = new LinkedHashMap<>();

		private int version = 1;

		private String description = "";

		private Builder(String storeType) {
			this.storeType = storeType;
		}

		private void schema(AnnotationMirror schema, TypeElement type) {
			if (ModelReader.this.annotations.value(schema, "version") instanceof Integer number) {
				this.version = number;
			}
			this.description = ModelReader.this.annotations.text(schema, "description");
			readConstants(type);
		}

		private void mutators(AnnotationMirror annotation, TypeElement type) {
			readConstants(type);
			boolean serverOnly = ModelReader.this.annotations.isTrue(annotation, "serverOnly");
			ModelReader.this.operations.mutators(type, serverOnly, this.mutators);
		}

		private void actions(TypeElement type) {
			ModelReader.this.operations.actions(type, this.actions);
		}

		private void readConstants(TypeElement type) {
			this.constantsOfType.addAll(type);
			ModelReader.this.constants.putAll(this.constantsOfType.written());
		}

		private StoreTypeModel build() {
			return new StoreTypeModel(this.storeType, this.version, this.description, this.constantsOfType.tables(),
					this.constantsOfType.singletons(), new ArrayList<>(this.mutators.values()),
					new ArrayList<>(this.actions.values()));
		}

	}

}

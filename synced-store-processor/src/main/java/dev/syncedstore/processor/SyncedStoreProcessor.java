package dev.syncedstore.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.syncedstore.processor.model.Annotations;
import dev.syncedstore.processor.model.ModelException;
import dev.syncedstore.processor.model.ModelReader;
import dev.syncedstore.processor.model.RecordType;
import dev.syncedstore.processor.model.StoreTypeModel;
import dev.syncedstore.processor.portable.PortableCheck;
import dev.syncedstore.processor.typescript.StoreTypeModules;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the compiler, over classes with {@code @Mutators}, {@code @Actions} and
 * {@code @Schema}: says at once what could not work at run time, and writes TypeScript
 * and Zod's schemas where the build asks for them.
 * <p>
 * Options: {@code -Asyncedstore.typescript=<folder>}, {@code classpath:<folder>} for one
 * beside the classes; {@code -Asyncedstore.zod=true};
 * {@code -Asyncedstore.client=<module>}; {@code -Asyncedstore.include=<classes>};
 * {@code -Asyncedstore.portable=warn|error|off}.
 */
public final class SyncedStoreProcessor extends AbstractProcessor {

	private static final List<String> ANNOTATIONS = List.of(Annotations.SCHEMA, Annotations.MUTATORS,
			Annotations.ACTIONS);

	private static final int SEES_ANNOTATIONS_OF_CLASS_FILES = 22;

	/** By name, for elements are those of one round. */
	private final SortedSet<String> classes = new TreeSet<>();

	private @Nullable Trees trees;

	private @Nullable PortableCheck check;

	private PortableCheck.Subjects subjects = new PortableCheck.Subjects(List.of(), Annotations.MUTATOR, List.of());

	@Override
	public Set<String> getSupportedAnnotationTypes() {
		return Set.copyOf(ANNOTATIONS);
	}

	@Override
	public Set<String> getSupportedOptions() {
		return ProcessorOptions.NAMES;
	}

	@Override
	public SourceVersion getSupportedSourceVersion() {
		return SourceVersion.latest();
	}

	@Override
	public synchronized void init(ProcessingEnvironment environment) {
		super.init(environment);
		Trees known = trees(environment);
		this.trees = known;
		ProcessorOptions options = ProcessorOptions.of(environment.getOptions());
		if (known != null && !options.portable().equals("off")) {
			Diagnostic.Kind kind = options.portable().equals("error") ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
			this.check = new PortableCheck(known, environment.getElementUtils(), kind, () -> this.subjects);
			JavacTask.instance(environment).addTaskListener(this.check);
		}
	}

	@Override
	public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
		if (this.check != null) {
			this.check.expect(round.getRootElements());
		}
		for (TypeElement annotation : annotations) {
			for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
				if (annotated instanceof TypeElement type) {
					this.classes.add(type.getQualifiedName().toString());
				}
			}
		}
		if (round.processingOver() && !round.errorRaised() && !this.classes.isEmpty()) {
			emit(ProcessorOptions.of(this.processingEnv.getOptions()));
		}
		return false;
	}

	private void emit(ProcessorOptions options) {
		ModelReader reader = new ModelReader(this.processingEnv, this.trees);
		List<ModelException> problems = new ArrayList<>();
		List<StoreTypeModel> models = reader.read(types(options), problems::add);
		problems.forEach(this::report);
		this.subjects = subjects(models);
		if (!problems.isEmpty()) {
			return;
		}
		Output output = new Output(this.processingEnv.getFiler());
		try {
			for (Map.Entry<String, String> file : reader.files().entrySet()) {
				output.writeBesideClasses(file.getKey(), file.getValue());
			}
			String folder = options.typescript();
			if (folder != null) {
				StoreTypeModules modules = new StoreTypeModules(options.client(), options.zod());
				for (StoreTypeModel model : models) {
					output.write(folder, modules.of(model));
				}
			}
		}
		catch (IOException ex) {
			this.processingEnv.getMessager()
				.printMessage(Diagnostic.Kind.ERROR,
						"Synced-Store's processor can't write what it has generated: " + ex.getMessage());
		}
	}

	/** What clients have of all that. */
	private static PortableCheck.Subjects subjects(List<StoreTypeModel> models) {
		Set<String> mutators = new TreeSet<>();
		Set<String> records = new TreeSet<>();
		for (StoreTypeModel model : models) {
			StoreTypeModel ofClients = model.ofClients();
			ofClients.mutators().forEach((mutator) -> mutators.add(mutator.mutatorsClass().canonicalName()));
			if (!ofClients.mutators().isEmpty()) {
				ofClients.types()
					.stream()
					.filter((type) -> type instanceof RecordType)
					.forEach((type) -> records.add(type.name().canonicalName()));
			}
		}
		return new PortableCheck.Subjects(mutators, Annotations.MUTATOR, records);
	}

	private List<TypeElement> types(ProcessorOptions options) {
		SortedSet<String> names = new TreeSet<>(this.classes);
		names.addAll(options.include());
		List<TypeElement> types = new ArrayList<>();
		for (String name : names) {
			TypeElement type = this.processingEnv.getElementUtils().getTypeElement(name);
			if (type != null) {
				types.add(type);
				noteWhatIsNotSeen(type);
			}
			else {
				this.processingEnv.getMessager()
					.printMessage(Diagnostic.Kind.ERROR, "-A" + ProcessorOptions.INCLUDE + " names the class " + name
							+ ", which is not on the class path");
			}
		}
		return types;
	}

	/** Older compilers show no annotations within types of class files. */
	private void noteWhatIsNotSeen(TypeElement type) {
		if (Runtime.version().feature() < SEES_ANNOTATIONS_OF_CLASS_FILES && this.trees != null
				&& this.trees.getTree(type) == null) {
			this.processingEnv.getMessager()
				.printMessage(Diagnostic.Kind.NOTE,
						type + " comes as a class file. What its records have within types, such "
								+ "as List<@NotBlank String> or JSpecify's @Nullable, is seen from JDK 22 on");
		}
	}

	private void report(ModelException problem) {
		Element element = problem.element();
		boolean hasSource = this.trees != null && this.trees.getTree(element) != null;
		String where = hasSource ? "" : element + ": ";
		this.processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, where + problem.getMessage(), element);
	}

	/** Only javac has them. */
	private static @Nullable Trees trees(ProcessingEnvironment environment) {
		try {
			return Trees.instance(environment);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}

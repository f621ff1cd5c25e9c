package dev.syncedstore.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds out what values of a type look like, down to the last component, or says which
 * component JSON can't carry. The codecs find out the same at run time.
 */
final class TypeReader {

	private static final String LIST = "java.util.List";

	private static final String MAP = "java.util.Map";

	private static final String OPTIONAL = "java.util.Optional";

	private final Elements elements;

	private final Descriptions descriptions;

	private final ConstraintReader constraints;

	/** Complete or in the making, by canonical name. */
	private final Map<String, NamedType> named = new HashMap<>();

	TypeReader(Elements elements, Annotations annotations) {
		this.elements = elements;
		this.descriptions = new Descriptions(elements, annotations);
		this.constraints = new ConstraintReader(elements, annotations);
	}

	Descriptions descriptions() {
		return this.descriptions;
	}

	/**
	 * Read a type that is the whole of a value, of arguments or of a result.
	 * @param type the type
	 * @param origin where it is used, for errors
	 * @return the type
	 */
	TypeUse whole(TypeMirror type, Element origin) {
		return TypeUse.whole(read(type, new Place(origin, "")), plain(type));
	}

	ClassName name(TypeElement type) {
		List<String> simpleNames = new ArrayList<>();
		Element each = type;
		for (; each instanceof TypeElement; each = each.getEnclosingElement()) {
			simpleNames.add(0, each.getSimpleName().toString());
		}
		PackageElement home = this.elements.getPackageOf(type);
		return new ClassName(home.getQualifiedName().toString(), simpleNames);
	}

	private ValueType read(TypeMirror type, Place place) {
		if (type.getKind().isPrimitive()) {
			return scalarOrProblem(type.getKind().name().toLowerCase(Locale.ROOT), type, place);
		}
		if (type.getKind() != TypeKind.DECLARED) {
			throw place.unsupported(type);
		}
		DeclaredType declared = (DeclaredType) type;
		TypeElement element = (TypeElement) declared.asElement();
		String name = element.getQualifiedName().toString();
		List<? extends TypeMirror> arguments = declared.getTypeArguments();
		if (name.equals(LIST) && arguments.size() == 1) {
			return new ListType(use(arguments.get(0), place.within("[]")));
		}
		if (name.equals(MAP) && arguments.size() == 2 && isText(arguments.get(0))) {
			return new MapType(this.constraints.read(arguments.get(0)), use(arguments.get(1), place.within("{}")));
		}
		if (Scalar.byClass().containsKey(name)) {
			return scalarOrProblem(name, type, place);
		}
		NamedType known = this.named.get(name);
		return (known != null) ? known : namedType(element, type, place);
	}

	private NamedType namedType(TypeElement element, TypeMirror type, Place place) {
		if (element.getKind() == ElementKind.ENUM) {
			return enumType(element);
		}
		if (element.getTypeParameters().isEmpty() && element.getKind() == ElementKind.RECORD) {
			return recordType(element, place);
		}
		if (element.getTypeParameters().isEmpty() && isSealedInterface(element)) {
			return sealedType(element, place);
		}
		throw place.unsupported(type);
	}

	private static ValueType scalarOrProblem(String name, TypeMirror type, Place place) {
		Scalar scalar = Scalar.byClass().get(name);
		if (scalar == null) {
			throw place.unsupported(type);
		}
		return scalar;
	}

	private TypeUse use(TypeMirror type, Place place) {
		return new TypeUse(read(type, place), plain(type), Annotations.isNullable(type), ConstraintReader.isValid(type),
				this.constraints.read(type));
	}

	private EnumType enumType(TypeElement element) {
		List<String> constants = element.getEnclosedElements()
			.stream()
			.filter((member) -> member.getKind() == ElementKind.ENUM_CONSTANT)
			.map((constant) -> constant.getSimpleName().toString())
			.toList();
		EnumType type = new EnumType(name(element), this.descriptions.of(element), constants);
		this.named.put(element.getQualifiedName().toString(), type);
		return type;
	}

	private RecordType recordType(TypeElement element, Place place) {
		RecordType record = new RecordType(name(element), this.descriptions.of(element));
		this.named.put(element.getQualifiedName().toString(), record);
		List<Component> components = new ArrayList<>();
		for (RecordComponentElement component : element.getRecordComponents()) {
			components.add(component(element, component, place));
		}
		record.complete(components, this.constraints.onWhole(element));
		return record;
	}

	/**
	 * What is written on a component also stands on its field, where types keep their
	 * annotations and validators look.
	 */
	private Component component(TypeElement record, RecordComponentElement component, Place place) {
		String name = component.getSimpleName().toString();
		VariableElement field = ElementFilter.fieldsIn(record.getEnclosedElements())
			.stream()
			.filter((each) -> each.getSimpleName().contentEquals(name)
					&& !each.getModifiers().contains(Modifier.STATIC))
			.findFirst()
			.orElseThrow();
		Place here = place.member(record, name);
		String description = this.descriptions.ofComponent(record, component, field);
		TypeMirror type = field.asType();
		if (isOptional(type)) {
			if (this.constraints.read(field).stream().anyMatch((each) -> each.kind() != Constraint.Kind.NOT_NULL)) {
				throw here
					.problem("has a constraint on Optional itself, which no validator can check: write it inside, "
							+ "as in Optional<@Size(max = 9) String>");
			}
			TypeMirror argument = ((DeclaredType) type).getTypeArguments().get(0);
			return new Component(name, use(argument, here), Component.Absence.EMPTY, description);
		}
		boolean nullable = !type.getKind().isPrimitive()
				&& (Annotations.isNullable(type) || Annotations.isNullable(component) || Annotations.isNullable(field));
		TypeUse use = new TypeUse(read(type, here), plain(type), nullable, ConstraintReader.isValid(field),
				this.constraints.read(field));
		return new Component(name, use, nullable ? Component.Absence.NULL : Component.Absence.REFUSED, description);
	}

	private SealedType sealedType(TypeElement element, Place place) {
		SealedType sealed = new SealedType(name(element), this.descriptions.of(element));
		this.named.put(element.getQualifiedName().toString(), sealed);
		List<RecordType> records = new ArrayList<>();
		addPermitted(element, records, place);
		Set<String> names = new HashSet<>();
		for (RecordType record : records) {
			if (!names.add(record.name().simpleName())) {
				throw place.within("<" + record.name().simpleName() + ">")
					.problem("has the simple name of another record of the sealed interface, so that JSON can't tell "
							+ "them apart: rename it");
			}
		}
		sealed.complete(records);
		return sealed;
	}

	private void addPermitted(TypeElement sealed, List<RecordType> records, Place place) {
		for (TypeMirror type : sealed.getPermittedSubclasses()) {
			TypeElement permitted = (TypeElement) ((DeclaredType) type).asElement();
			if (isSealedInterface(permitted)) {
				addPermitted(permitted, records, place);
				continue;
			}
			Place here = place.within("<" + permitted.getSimpleName() + ">");
			if (!(read(type, here) instanceof RecordType record)) {
				throw here.unsupported(type);
			}
			if (permitted.getRecordComponents()
				.stream()
				.anyMatch((component) -> component.getSimpleName().contentEquals(SealedType.TYPE))) {
				throw here.problem("has a component called type, which is where JSON says which record of the sealed "
						+ "interface it is: rename it");
			}
			records.add(record);
		}
	}

	private static boolean isSealedInterface(TypeElement element) {
		return element.getKind() == ElementKind.INTERFACE && element.getModifiers().contains(Modifier.SEALED);
	}

	private static boolean isText(TypeMirror type) {
		return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
				&& element.getQualifiedName().contentEquals("java.lang.String");
	}

	private static boolean isOptional(TypeMirror type) {
		return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
				&& element.getQualifiedName().contentEquals(OPTIONAL) && declared.getTypeArguments().size() == 1;
	}

	/** Without annotations, which javac writes into types. */
	static String plain(TypeMirror type) {
		if (!(type instanceof DeclaredType declared)) {
			return type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : type.toString();
		}
		String name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
		List<String> arguments = declared.getTypeArguments().stream().map(TypeReader::plain).toList();
		return arguments.isEmpty() ? name : name + "<" + String.join(", ", arguments) + ">";
	}

	/**
	 * Where a type is used.
	 *
	 * @param element what the compiler shows
	 * @param path the way from there, such as {@code items[].text}
	 */
	private record Place(Element element, String path) {

		Place within(String step) {
			return new Place(this.element, this.path + step);
		}

		/** A component of a record, whose source is shown if it can be. */
		Place member(TypeElement record, String name) {
			return new Place(record, this.path.isEmpty() ? name : this.path + "." + name);
		}

		ModelException unsupported(TypeMirror type) {
			return problem("is of type " + plain(type) + ", which JSON can't carry: " + TypeAdvice.on(type));
		}

		ModelException problem(String problem) {
			return new ModelException(this.element, (this.path.isEmpty() ? "This " : this.path + " ") + problem);
		}

	}

}

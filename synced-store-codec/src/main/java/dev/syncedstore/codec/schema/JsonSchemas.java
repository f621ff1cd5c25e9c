package dev.syncedstore.codec.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.syncedstore.core.Description;

/**
 * Describes types in JSON Schema 2020-12, as
 * {@link dev.syncedstore.codec.JacksonValueCodecs} reads and writes them. Records, sealed
 * interfaces and enums become definitions, which the schemas refer to. Not thread-safe.
 * <p>
 * The schemas are made of maps and lists; {@link JsonText} writes them. Jakarta
 * Validation's constraints are told where JSON Schema has a word for them.
 */
public final class JsonSchemas {

	/** The dialect that is written. */
	public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

	private static final String TYPE = "type";

	private static final String REQUIRED = "required";

	private final Map<Class<?>, String> names = new HashMap<>();

	private final Map<String, Map<String, Object>> definitions = new TreeMap<>();

	/**
	 * Describe a type by a document of its own.
	 * @param type the type
	 * @return a schema that has all definitions that it refers to
	 */
	public static Map<String, Object> document(Class<?> type) {
		JsonSchemas schemas = new JsonSchemas();
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("$schema", DIALECT);
		document.putAll(schemas.schema(type));
		if (!schemas.definitions.isEmpty()) {
			document.put("$defs", schemas.definitions());
		}
		return document;
	}

	/**
	 * Describe a type.
	 * @param type a type that JSON can carry
	 * @return its schema, which may refer to {@link #definitions()}
	 */
	public Map<String, Object> schema(Class<?> type) {
		Map<String, Object> scalar = ScalarSchemas.of(type);
		return (scalar != null) ? scalar : reference(type);
	}

	/**
	 * What the schemas so far refer to, as {@code #/$defs/...}.
	 * @return the definitions by name: the simple one of the class, or its full one if
	 * another class has taken that
	 */
	public Map<String, Map<String, Object>> definitions() {
		return new TreeMap<>(this.definitions);
	}

	private Map<String, Object> reference(Class<?> type) {
		String name = this.names.get(type);
		if (name == null) {
			name = this.definitions.containsKey(type.getSimpleName()) ? String.valueOf(type.getCanonicalName())
					: type.getSimpleName();
			this.names.put(type, name);
			Map<String, Object> definition = new LinkedHashMap<>();
			// It may refer to itself.
			this.definitions.put(name, definition);
			describe(type, definition);
			define(type, definition);
		}
		return new LinkedHashMap<>(Map.of("$ref", "#/$defs/" + name));
	}

	private void define(Class<?> type, Map<String, Object> definition) {
		if (type.isEnum()) {
			definition.put("enum",
					Arrays.stream(type.getEnumConstants()).map((constant) -> ((Enum<?>) constant).name()).toList());
		}
		else if (type.isRecord()) {
			defineRecord(type, definition);
		}
		else if (type.isSealed()) {
			definition.put("oneOf", permitted(type));
		}
		else {
			throw new IllegalArgumentException(type.getName() + " is nothing that JSON can carry");
		}
	}

	private void defineRecord(Class<?> type, Map<String, Object> definition) {
		Map<String, Object> properties = new LinkedHashMap<>();
		List<String> required = new ArrayList<>();
		for (RecordComponent component : type.getRecordComponents()) {
			properties.put(component.getName(), component(component));
			if (!isOptional(component)) {
				required.add(component.getName());
			}
		}
		definition.put(TYPE, "object");
		definition.put("properties", properties);
		if (!required.isEmpty()) {
			definition.put(REQUIRED, required);
		}
	}

	private List<Object> permitted(Class<?> type) {
		List<Object> result = new ArrayList<>();
		for (Class<?> permitted : type.getPermittedSubclasses()) {
			if (permitted.isInterface()) {
				result.addAll(permitted(permitted));
			}
			else {
				Map<String, Object> one = reference(permitted);
				one.put("properties", Map.of(TYPE, Map.of("const", permitted.getSimpleName())));
				one.put(REQUIRED, List.of(TYPE));
				result.add(one);
			}
		}
		return result;
	}

	private Map<String, Object> component(RecordComponent component) {
		AnnotatedType annotated = component.getAnnotatedType();
		boolean optional = component.getType() == Optional.class;
		Map<String, Object> schema = optional ? element(argument(annotated, 0)) : schema(annotated);
		List<Annotation> annotations = new ArrayList<>(List.of(annotated.getAnnotations()));
		for (Annotation annotation : component.getAccessor().getAnnotations()) {
			if (!annotations.contains(annotation)) {
				annotations.add(annotation);
			}
		}
		ConstraintKeywords.add(annotations, optional ? argument(annotated, 0).getType() : component.getGenericType(),
				schema);
		describe(component, schema);
		return schema;
	}

	private Map<String, Object> schema(AnnotatedType annotated) {
		Type type = annotated.getType();
		if (type instanceof Class<?> raw) {
			return schema(raw);
		}
		Map<String, Object> schema = new LinkedHashMap<>();
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == List.class) {
			schema.put(TYPE, "array");
			schema.put("items", element(argument(annotated, 0)));
			return schema;
		}
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Map.class) {
			schema.put(TYPE, "object");
			schema.put("additionalProperties", element(argument(annotated, 1)));
			return schema;
		}
		throw new IllegalArgumentException(type.getTypeName() + " is nothing that JSON can carry");
	}

	private Map<String, Object> element(AnnotatedType annotated) {
		Map<String, Object> schema = schema(annotated);
		ConstraintKeywords.add(List.of(annotated.getAnnotations()), annotated.getType(), schema);
		return isNullable(annotated) ? new LinkedHashMap<>(Map.of("anyOf", List.of(schema, Map.of(TYPE, "null"))))
				: schema;
	}

	private static AnnotatedType argument(AnnotatedType annotated, int index) {
		return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index];
	}

	private static boolean isOptional(RecordComponent component) {
		return component.getType() == Optional.class || !component.getType().isPrimitive()
				&& (isNullable(component) || isNullable(component.getAnnotatedType()));
	}

	/** Whatever library it comes from, as codecs see it. */
	private static boolean isNullable(AnnotatedElement element) {
		return Arrays.stream(element.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Nullable"));
	}

	private static void describe(AnnotatedElement element, Map<String, Object> schema) {
		Description description = element.getAnnotation(Description.class);
		if (description != null) {
			schema.put("description", description.value());
		}
	}

}

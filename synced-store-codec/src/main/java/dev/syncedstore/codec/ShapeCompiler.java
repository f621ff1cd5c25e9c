package dev.syncedstore.codec;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.RawValue;
import dev.syncedstore.core.state.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the values of a type look like, down to the last component, or says
 * which component JSON can't carry. Used once for each type.
 */
final class ShapeCompiler {

	private static final Map<Class<?>, Shape> SCALARS = scalars();

	private final Class<?> root;

	/** What records and sealed interfaces look like, complete or in the making. */
	private final Map<Class<?>, Shape> shapes = new HashMap<>();

	private ShapeCompiler(Class<?> root) {
		this.root = root;
	}

	/**
	 * Compile a type.
	 * @param type the type
	 * @return what its values look like
	 * @throws UnsupportedTypeException if JSON can't carry the type
	 */
	static Shape compile(Class<?> type) {
		return new ShapeCompiler(type).shape(type, "");
	}

	private Shape shape(AnnotatedType annotated, String path) {
		Type type = annotated.getType();
		if (type instanceof Class<?> raw) {
			return shape(raw, path);
		}
		if (!(type instanceof ParameterizedType parameterized)) {
			throw unsupported(type, (type instanceof GenericArrayType) ? Object[].class : null, path);
		}
		AnnotatedType[] arguments = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
		if (parameterized.getRawType() == List.class) {
			return new ListShape(element(arguments[0], path + "[]"));
		}
		if (parameterized.getRawType() == Map.class && arguments[0].getType() == String.class) {
			return new MapShape(element(arguments[1], path + "{}"));
		}
		throw unsupported(type, (Class<?>) parameterized.getRawType(), path);
	}

	private Shape shape(Class<?> type, String path) {
		Shape scalar = SCALARS.get(type);
		if (scalar != null) {
			return scalar;
		}
		Shape known = this.shapes.get(type);
		if (known != null) {
			return known;
		}
		if (type.isEnum()) {
			return new EnumShape(type);
		}
		if (type.getTypeParameters().length == 0 && type.isRecord()) {
			return record(type, path);
		}
		if (type.getTypeParameters().length == 0 && type.isInterface() && type.isSealed()) {
			return sealed(type, path);
		}
		throw unsupported(type, type, path);
	}

	private Element element(AnnotatedType annotated, String path) {
		return new Element(shape(annotated, path), isNullable(annotated));
	}

	private RecordShape record(Class<?> type, String path) {
		RecordComponent[] components = type.getRecordComponents();
		RecordShape shape = new RecordShape(type, constructor(type, components, path));
		this.shapes.put(type, shape);
		List<Component> compiled = new ArrayList<>();
		for (int i = 0; i < components.length; i++) {
			String name = components[i].getName();
			compiled.add(new Component(name, i, component(components[i], path.isEmpty() ? name : path + "." + name),
					accessor(components[i], path)));
		}
		shape.components(compiled);
		return shape;
	}

	private Element component(RecordComponent component, String path) {
		AnnotatedType annotated = component.getAnnotatedType();
		if (component.getType() == Optional.class && annotated instanceof AnnotatedParameterizedType optional) {
			return new Element(new OptionalShape(shape(optional.getAnnotatedActualTypeArguments()[0], path)), false);
		}
		boolean nullable = !component.getType().isPrimitive() && (isNullable(annotated) || isNullable(component));
		return new Element(shape(annotated, path), nullable);
	}

	private SealedShape sealed(Class<?> type, String path) {
		SealedShape shape = new SealedShape();
		this.shapes.put(type, shape);
		addPermitted(shape, type, path);
		return shape;
	}

	private void addPermitted(SealedShape shape, Class<?> type, String path) {
		for (Class<?> permitted : type.getPermittedSubclasses()) {
			if (permitted.isInterface() && permitted.isSealed()) {
				addPermitted(shape, permitted, path);
				continue;
			}
			String permittedPath = path + "<" + permitted.getSimpleName() + ">";
			if (!permitted.isRecord() || !(shape(permitted, permittedPath) instanceof RecordShape record)) {
				throw unsupported(permitted, permitted, permittedPath);
			}
			for (RecordComponent component : permitted.getRecordComponents()) {
				if (component.getName().equals(SealedShape.TYPE)) {
					throw unsupported(permittedPath, "has a component called type, which is where JSON says which "
							+ "record of the sealed interface it is: rename it");
				}
			}
			if (!shape.add(permitted, record)) {
				throw unsupported(permittedPath, "has the simple name of another record of the sealed interface, so "
						+ "that JSON can't tell them apart: rename it");
			}
		}
	}

	private MethodHandle constructor(Class<?> type, RecordComponent[] components, String path) {
		Class<?>[] parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(parameters);
			constructor.setAccessible(true);
			return MethodHandles.lookup()
				.unreflectConstructor(constructor)
				.asSpreader(Object[].class, parameters.length)
				.asType(MethodType.methodType(Object.class, Object[].class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			throw inaccessible(type, path);
		}
	}

	private MethodHandle accessor(RecordComponent component, String path) {
		try {
			Method accessor = component.getAccessor();
			accessor.setAccessible(true);
			return MethodHandles.lookup().unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			throw inaccessible(component.getDeclaringRecord(), path);
		}
	}

	private UnsupportedTypeException inaccessible(Class<?> type, String path) {
		return unsupported(path, "is the record " + type.getName() + ", which can't be reached: open its package "
				+ type.getPackageName() + " to " + ShapeCompiler.class.getPackageName() + " in module-info.java");
	}

	private UnsupportedTypeException unsupported(Type type, @Nullable Class<?> raw, String path) {
		String name = (type instanceof Class<?> known) ? known.getSimpleName() : type.getTypeName();
		return unsupported(path, "is of type " + name + ", which JSON can't carry: " + TypeAdvice.on(raw));
	}

	private UnsupportedTypeException unsupported(String path, String problem) {
		return new UnsupportedTypeException(this.root, (path.isEmpty() ? "it " : path + " ") + problem);
	}

	/**
	 * Whatever library it comes from: only its simple name is agreed upon.
	 */
	private static boolean isNullable(AnnotatedElement element) {
		for (Annotation annotation : element.getAnnotations()) {
			if (annotation.annotationType().getSimpleName().equals("Nullable")) {
				return true;
			}
		}
		return false;
	}

	private static Map<Class<?>, Shape> scalars() {
		Map<Class<?>, Shape> result = new HashMap<>();
		result.put(String.class, new TextShape());
		both(result, boolean.class, Boolean.class, new FlagShape());
		both(result, double.class, Double.class, new DoubleShape());
		both(result, long.class, Long.class, new IntegerShape(-Limits.MAX_INTEGER, Limits.MAX_INTEGER, (v) -> v));
		both(result, int.class, Integer.class, new IntegerShape(Integer.MIN_VALUE, Integer.MAX_VALUE, (v) -> (int) v));
		both(result, short.class, Short.class, new IntegerShape(Short.MIN_VALUE, Short.MAX_VALUE, (v) -> (short) v));
		both(result, byte.class, Byte.class, new IntegerShape(Byte.MIN_VALUE, Byte.MAX_VALUE, (v) -> (byte) v));
		result.put(RawValue.class, new RawShape());
		result.put(UUID.class, FormattedShape.UUIDS);
		result.put(Instant.class, FormattedShape.INSTANTS);
		result.put(LocalDate.class, FormattedShape.DATES);
		result.put(Duration.class, FormattedShape.DURATIONS);
		return Map.copyOf(result);
	}

	private static void both(Map<Class<?>, Shape> scalars, Class<?> primitive, Class<?> boxed, Shape shape) {
		scalars.put(primitive, shape);
		scalars.put(boxed, shape);
	}

}

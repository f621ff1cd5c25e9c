package dev.syncedstore.core.mutation;

import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * All mutators that one side knows, by store type and name. Made once at start; immutable
 * and thread-safe.
 */
public final class MutatorCatalog {

	private final Map<String, Map<String, MutatorDefinition>> byStoreType = new TreeMap<>();

	private final Map<MethodReference, MutatorDefinition> byMethod = new HashMap<>();

	private final Map<String, Set<Class<?>>> classes = new TreeMap<>();

	private MutatorCatalog() {
	}

	/**
	 * Find the mutators of some instances.
	 * @param mutators instances of classes with {@link Mutators}, or proxies of such
	 * @param codecs makes the codecs of arguments
	 * @return the catalog
	 * @throws InvalidMutatorException if a class or method can't be used
	 * @throws InvalidMutatorsClassException if a class can't be where it is meant to be
	 * @throws DuplicateMutatorException if two mutators of a type have one name
	 */
	public static MutatorCatalog of(Collection<?> mutators, ValueCodecs codecs) {
		MutatorCatalog catalog = new MutatorCatalog();
		for (Object instance : mutators) {
			Class<?> mutatorsClass = mutatorsClass(instance);
			MutatorSignature.of(mutatorsClass)
				.forEach((signature) -> catalog.add(signature, define(instance, signature, codecs)));
			catalog.classes
				.computeIfAbsent(mutatorsClass.getAnnotation(Mutators.class).type(), (type) -> new LinkedHashSet<>())
				.add(mutatorsClass);
		}
		return catalog;
	}

	/**
	 * The store types that have mutators.
	 * @return their names
	 */
	public Set<String> storeTypes() {
		return Collections.unmodifiableSet(this.byStoreType.keySet());
	}

	/**
	 * The mutators of a store type.
	 * @param storeType the store type
	 * @return the mutators by name, empty for an unknown type
	 */
	public Map<String, MutatorDefinition> mutators(String storeType) {
		return Collections.unmodifiableMap(this.byStoreType.getOrDefault(storeType, Map.of()));
	}

	/**
	 * The classes that the mutators of a store type are in.
	 * @param storeType the store type
	 * @return the classes with {@link Mutators}, empty for an unknown type
	 */
	public Set<Class<?>> classes(String storeType) {
		return Collections.unmodifiableSet(this.classes.getOrDefault(storeType, Set.of()));
	}

	/**
	 * The mutator with a name.
	 * @param storeType the store type
	 * @param name the mutator's name
	 * @return the mutator, or {@code null} if there is none
	 */
	public @Nullable MutatorDefinition find(String storeType, String name) {
		return this.byStoreType.getOrDefault(storeType, Map.of()).get(name);
	}

	/**
	 * The mutator that a method reference names.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param method a method reference such as {@code TodoMutators::addTodo}
	 * @return the mutator
	 * @throws IllegalArgumentException if it is no method reference, or names no mutator
	 * that is known here
	 */
	public <M, A> MutatorDefinition find(MutatorMethod<M, A> method) {
		MethodReference reference = MethodReference.of(method);
		MutatorDefinition definition = this.byMethod.get(reference);
		if (definition == null) {
			throw new IllegalArgumentException(reference + " is not a mutator that is known here. Register its class, "
					+ "annotate the method with @Mutator, and pass a method reference such as TodoMutators::addTodo");
		}
		return definition;
	}

	private void add(MutatorSignature signature, MutatorDefinition definition) {
		MutatorDefinition previous = this.byStoreType.computeIfAbsent(definition.storeType(), (type) -> new TreeMap<>())
			.putIfAbsent(definition.name(), definition);
		if (previous != null) {
			throw new DuplicateMutatorException(previous, definition);
		}
		this.byMethod.put(signature.reference(), definition);
	}

	private static MutatorDefinition define(Object instance, MutatorSignature signature, ValueCodecs codecs) {
		try {
			return new MutatorDefinition(signature,
					MethodHandles.publicLookup().unreflect(accessible(signature)).bindTo(instance),
					codecs.forType(signature.method().getParameterTypes()[1]));
		}
		catch (IllegalAccessException | RuntimeException ex) {
			throw new InvalidMutatorException(signature.method(), ex);
		}
	}

	/** A public method of a class that is itself not public needs this to be called. */
	private static java.lang.reflect.Method accessible(MutatorSignature signature) {
		signature.method().setAccessible(true);
		return signature.method();
	}

	/** The class that bears the annotation, also where the instance is a proxy's. */
	private static Class<?> mutatorsClass(Object instance) {
		for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
			if (type.isAnnotationPresent(Mutators.class)) {
				return type;
			}
		}
		throw new InvalidMutatorException(instance.getClass(), "is not annotated with @Mutators(type = \"...\")");
	}

}

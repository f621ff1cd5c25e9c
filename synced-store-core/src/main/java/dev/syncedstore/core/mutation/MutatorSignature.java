package dev.syncedstore.core.mutation;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;

/**
 * What the annotations and the declaration of a mutator say, checked.
 */
record MutatorSignature(Class<?> mutatorsClass, String name, String description, Method method) {

	private static final int MAX_NAME_LENGTH = 64;

	/**
	 * The mutators of a class.
	 * @param mutatorsClass a class with {@link Mutators}
	 * @return its mutators
	 */
	static Stream<MutatorSignature> of(Class<?> mutatorsClass) {
		String storeType = mutatorsClass.getAnnotation(Mutators.class).type();
		if (!SpaceId.isStoreType(storeType)) {
			throw new InvalidMutatorException(mutatorsClass, "@Mutators(type = \"" + storeType + "\") is not a store "
					+ "type: it must be a lower-case letter, followed by at most 63 lower-case letters, digits and "
					+ "'-', and not one of the reserved client, poke and mutators");
		}
		MutatorsClass.check(mutatorsClass);
		for (Method method : mutatorsClass.getDeclaredMethods()) {
			if (method.isAnnotationPresent(Mutator.class) && !Modifier.isPublic(method.getModifiers())) {
				throw new InvalidMutatorException(method, "is not public");
			}
		}
		return Arrays.stream(mutatorsClass.getMethods())
			.filter((method) -> method.isAnnotationPresent(Mutator.class) && !isBridged(method, mutatorsClass))
			.map((method) -> of(mutatorsClass, method));
	}

	/**
	 * Whether the compiler has made the method only to lead to another of the class. It
	 * also makes one where a public class inherits from one that isn't public; there is
	 * no other then.
	 */
	private static boolean isBridged(Method method, Class<?> mutatorsClass) {
		return method.isBridge() && Arrays.stream(mutatorsClass.getMethods())
			.anyMatch((other) -> !other.isBridge() && other.getName().equals(method.getName()));
	}

	private static MutatorSignature of(Class<?> mutatorsClass, Method method) {
		Mutator mutator = method.getAnnotation(Mutator.class);
		String name = mutator.name().isEmpty() ? method.getName() : mutator.name();
		if (!isName(name)) {
			throw new InvalidMutatorException(method, "has the name '" + name + "', but a mutator's name is a letter, "
					+ "followed by at most 63 letters, digits, '_' and '-'");
		}
		if (Modifier.isStatic(method.getModifiers())) {
			throw new InvalidMutatorException(method, "is static, but mutators are methods of an instance");
		}
		if (method.getReturnType() != void.class) {
			throw new InvalidMutatorException(method, "returns " + method.getReturnType().getSimpleName()
					+ ", but a mutator returns void: what it did is read from the tables");
		}
		Class<?>[] parameters = method.getParameterTypes();
		if (parameters.length != 2 || parameters[0] != MutationContext.class || !parameters[1].isRecord()) {
			throw new InvalidMutatorException(method,
					"must take a MutationContext and one record with the arguments, in this order");
		}
		return new MutatorSignature(mutatorsClass, name, mutator.description(), method);
	}

	String storeType() {
		return this.mutatorsClass.getAnnotation(Mutators.class).type();
	}

	boolean isTransactional() {
		return this.method.getAnnotation(Mutator.class).transactional();
	}

	boolean isServerOnly() {
		return this.mutatorsClass.getAnnotation(Mutators.class).serverOnly();
	}

	/** What a method reference to the mutator names. */
	MethodReference reference() {
		return MethodReference.of(this.mutatorsClass, this.method);
	}

	private static boolean isName(String name) {
		return name.length() <= MAX_NAME_LENGTH && name.matches("[A-Za-z][A-Za-z0-9_-]*");
	}

}

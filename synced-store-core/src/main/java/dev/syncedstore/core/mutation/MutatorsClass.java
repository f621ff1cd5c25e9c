package dev.syncedstore.core.mutation;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;

/**
 * What a class of mutators must be like: one that clients have can be made anywhere, and
 * one with injected beans keeps each of its mutations in a transaction of its own.
 */
final class MutatorsClass {

	private MutatorsClass() {
	}

	static void check(Class<?> mutatorsClass) {
		if (!mutatorsClass.getAnnotation(Mutators.class).serverOnly()) {
			if (!canBeMadeAnywhere(mutatorsClass)) {
				throw InvalidMutatorsClassException.notMadeAnywhere(mutatorsClass);
			}
		}
		else if (hasState(mutatorsClass)) {
			for (Method method : mutatorsClass.getMethods()) {
				Mutator mutator = method.getAnnotation(Mutator.class);
				if (mutator != null && !mutator.transactional()) {
					throw InvalidMutatorsClassException.notTransactional(method);
				}
			}
		}
	}

	/** The constructor of a class that is not public itself need not be public. */
	private static boolean canBeMadeAnywhere(Class<?> mutatorsClass) {
		for (Constructor<?> constructor : mutatorsClass.getDeclaredConstructors()) {
			if (constructor.getParameterCount() == 0) {
				return Modifier.isPublic(constructor.getModifiers())
						|| !(Modifier.isPublic(mutatorsClass.getModifiers())
								|| Modifier.isPrivate(constructor.getModifiers()));
			}
		}
		return false;
	}

	private static boolean hasState(Class<?> mutatorsClass) {
		for (Class<?> type = mutatorsClass; type != null; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					return true;
				}
			}
		}
		return Arrays.stream(mutatorsClass.getDeclaredConstructors())
			.noneMatch((constructor) -> constructor.getParameterCount() == 0);
	}

}

package dev.syncedstore.core.mutation;

import java.lang.reflect.Method;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A mutator that can't be used as it is declared.
 */
public final class InvalidMutatorException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	InvalidMutatorException(Class<?> mutatorsClass, String problem) {
		super(mutatorsClass.getName() + ": " + problem);
	}

	InvalidMutatorException(Method method, String problem) {
		super("Mutator " + describe(method) + " " + problem);
	}

	InvalidMutatorException(Method method, Throwable cause) {
		super("Mutator " + describe(method) + " can't be used: " + cause.getMessage(), cause);
	}

	static String describe(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName();
	}

}

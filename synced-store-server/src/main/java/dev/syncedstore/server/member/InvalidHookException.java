package dev.syncedstore.server.member;

import java.lang.reflect.Method;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A hook that can't be used as it is declared.
 */
public final class InvalidHookException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	InvalidHookException(Class<?> hooksClass, String problem) {
		super(hooksClass.getName() + " " + problem);
	}

	InvalidHookException(Method method, String problem) {
		super("Hook " + method.getDeclaringClass().getName() + "." + method.getName() + " " + problem);
	}

}

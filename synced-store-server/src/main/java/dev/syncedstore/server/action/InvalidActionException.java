package dev.syncedstore.server.action;

import java.lang.reflect.Method;

import dev.syncedstore.core.SyncedStoreException;

/**
 * An action that can't be used as it is declared.
 */
public final class InvalidActionException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	InvalidActionException(Class<?> actionsClass, String problem) {
		super(actionsClass.getName() + ": " + problem);
	}

	InvalidActionException(Method method, String problem) {
		super("Action " + describe(method) + " " + problem);
	}

	InvalidActionException(Method method, Throwable cause) {
		super("Action " + describe(method) + " can't be used: " + cause.getMessage(), cause);
	}

	static String describe(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName();
	}

}

package dev.syncedstore.core.mutation;

import java.lang.reflect.Method;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A class of mutators that can't be where it is meant to be: with clients, or on the
 * server with beans of the application's.
 */
public final class InvalidMutatorsClassException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	private InvalidMutatorsClassException(String problem, String remedy) {
		super(problem);
		this.remedy = remedy;
	}

	static InvalidMutatorsClassException notMadeAnywhere(Class<?> mutatorsClass) {
		return new InvalidMutatorsClassException(
				mutatorsClass.getName()
						+ " has no public constructor without parameters, so that clients can't make one",
				"Give it one, and let its mutators call the application's beans through ports: interfaces of their own "
						+ "module, called by ctx.onServer(Stock.class, (stock) -> ...) in a mutator with "
						+ "@Mutator(transactional = true). Or keep the class on the server, with "
						+ "@Mutators(type = \"todo\", serverOnly = true): clients then call its mutators by name.");
	}

	static InvalidMutatorsClassException notTransactional(Method method) {
		return new InvalidMutatorsClassException("Mutator " + InvalidMutatorException.describe(method)
				+ " is not transactional, but its class holds objects, such as injected beans, whose work has to be undone "
				+ "with a mutation that is rejected",
				"Annotate the method with @Mutator(transactional = true), or move it to a class without fields.");
	}

	/**
	 * What to do about it.
	 * @return sentences for people
	 */
	public String remedy() {
		return this.remedy;
	}

}

package dev.syncedstore.core;

/**
 * The name of a mutator and the type of its arguments, for whoever calls one without
 * having its class: one that the server alone has, or one of the system's, such as those
 * of {@link dev.syncedstore.core.member.Members}.
 *
 * @param name {@code $?[A-Za-z][A-Za-z0-9_-]{0,63}}; names that begin with {@code $} are
 * the system's
 * @param argsType the type of the arguments, a record
 * @param <A> the type of the arguments
 */
public record MutatorName<A>(String name, Class<A> argsType) {

	public MutatorName {
		if (!ActionName.isName(name.startsWith("$") ? name.substring(1) : name)) {
			throw new IllegalArgumentException("'" + name + "' can't name a mutator: it must be a letter, followed by "
					+ "at most 63 letters, digits, '_' and '-'");
		}
	}

	/**
	 * The name of a mutator.
	 * @param <A> the type of the arguments
	 * @param name the name
	 * @param argsType the type of the arguments, a record
	 * @return the name
	 */
	public static <A> MutatorName<A> of(String name, Class<A> argsType) {
		return new MutatorName<>(name, argsType);
	}

}

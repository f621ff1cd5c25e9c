package dev.syncedstore.core;

/**
 * The name of an action and the types that go with it, for whoever calls or enqueues the
 * action: clients and mutators, which don't have the class that implements it. Declared
 * once, beside the mutators:
 *
 * <pre class="code">
 * ActionName&lt;ImportTodos, Imported&gt; IMPORT = ActionName.of("importTodos", ImportTodos.class, Imported.class);
 * </pre>
 *
 * @param name {@code [A-Za-z][A-Za-z0-9_-]{0,63}}
 * @param argsType the type of the arguments, a record
 * @param resultType the type of the result
 * @param <A> the type of the arguments
 * @param <R> the type of the result
 */
public record ActionName<A, R>(String name, Class<A> argsType, Class<R> resultType) {

	private static final int MAX_NAME_LENGTH = 64;

	public ActionName {
		if (!isName(name)) {
			throw new IllegalArgumentException("'" + name + "' can't name an action: it must be a letter, followed by "
					+ "at most 63 letters, digits, '_' and '-'");
		}
	}

	/**
	 * The name of an action.
	 * @param <A> the type of the arguments
	 * @param <R> the type of the result
	 * @param name the name
	 * @param argsType the type of the arguments, a record
	 * @param resultType the type of the result
	 * @return the name
	 */
	public static <A, R> ActionName<A, R> of(String name, Class<A> argsType, Class<R> resultType) {
		return new ActionName<>(name, argsType, resultType);
	}

	/**
	 * Whether a text can name an action.
	 * @param name the text
	 * @return {@code true} if it can
	 */
	public static boolean isName(String name) {
		if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || !isLetter(name.charAt(0))) {
			return false;
		}
		for (int i = 1; i < name.length(); i++) {
			char c = name.charAt(i);
			if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
				return false;
			}
		}
		return true;
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

}

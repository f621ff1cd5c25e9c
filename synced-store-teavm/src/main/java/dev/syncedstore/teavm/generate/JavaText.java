package dev.syncedstore.teavm.generate;

/**
 * Writes Java.
 */
final class JavaText {

	private JavaText() {
	}

	/** A literal. */
	static String literal(String text) {
		StringBuilder result = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				result.append('\\').append(c);
			}
			else if (c < ' ' || c > '~') {
				result.append(String.format("\\u%04x", (int) c));
			}
			else {
				result.append(c);
			}
		}
		return result.append('"').toString();
	}

	/** The name of a type in source code. */
	static String name(Class<?> type) {
		String name = type.getCanonicalName();
		if (name == null) {
			throw new UnportableException(type.getName() + " has no name that generated code could use: declare it at "
					+ "the top of a file, or in another class");
		}
		return name;
	}

	/**
	 * A name for what belongs to a type, unlike that of any other type of its package.
	 */
	static String identifier(Class<?> type) {
		return type.getName().substring(type.getPackageName().length() + 1).replace('$', '_');
	}

}

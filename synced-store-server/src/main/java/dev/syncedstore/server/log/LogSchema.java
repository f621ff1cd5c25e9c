package dev.syncedstore.server.log;

/**
 * The PostgreSQL schema that the log is in.
 *
 * @param name the schema's name
 */
record LogSchema(String name) {

	LogSchema {
		if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
			throw new IllegalArgumentException("'" + name + "' can't be the schema of the version log: use a letter or "
					+ "'_', followed by at most 62 letters, digits and '_'");
		}
	}

	/**
	 * A statement with the schema filled in, so that no search path matters.
	 * @param statement a statement with {@code ${s}} before each table
	 * @return the statement
	 */
	String in(String statement) {
		return statement.replace("${s}", "\"" + this.name + "\"");
	}

}

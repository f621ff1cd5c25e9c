package dev.syncedstore.server.log;

/**
 * Everything that reads the log's tables.
 *
 * @param spaces the spaces
 * @param entries the entries
 * @param changes the entries by version, for one user
 * @param clients the clients
 * @param commits the commits
 * @param erasedUsers what is known of users
 */
record LogTables(SpaceRows spaces, EntryRows entries, ChangeRows changes, ClientRows clients, CommitRows commits,
		ErasedUsers erasedUsers) {

	static LogTables of(LogTransactions transactions, LogSchema schema) {
		return new LogTables(new SpaceRows(transactions, schema), new EntryRows(transactions, schema),
				new ChangeRows(transactions, schema), new ClientRows(transactions, schema),
				new CommitRows(transactions, schema), new ErasedUsers(transactions, schema));
	}

}

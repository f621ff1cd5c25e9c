package dev.syncedstore.client.local;

/**
 * What a record of the journal says. The order is that of their numbers in files: new
 * kinds come last.
 */
enum RecordKind {

	/** Everything but the entries and the mutations; the first of a rewritten journal. */
	START,

	/** Some entries of the base that {@link #START} names, in the order of keys. */
	ENTRIES,

	/** A mutation that is pending. */
	PENDING,

	/** A refusal that the application was not told yet. */
	UNREAD,

	/** The base went on by a delta. */
	REBASE,

	/**
	 * There is another base, which is not in here: the journal is about to be rewritten.
	 */
	REPLACE,

	/** It is known for whom the store is. */
	IDENTIFY,

	/** The client has another id. */
	RENUMBER,

	/** A mutation is withdrawn, or reinstated. */
	WITHDRAW,

	/** The space is gone. */
	DISCARD,

	/** The application was told outcomes. */
	ACKNOWLEDGE,

	/** Mutations are about to be sent. */
	SEND;

	private static final RecordKind[] ALL = values();

	/** The kind with a number, or an exception if a newer version has written it. */
	static RecordKind of(int number) {
		if (number < 0 || number >= ALL.length) {
			throw new IllegalArgumentException("There is no kind of record " + number);
		}
		return ALL[number];
	}

}

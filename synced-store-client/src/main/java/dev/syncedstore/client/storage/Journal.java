package dev.syncedstore.client.storage;

/**
 * The records of one store, in order. Appending is quick; now and then everything is
 * written anew, as fewer records that say the same. Thread-safe, but for
 * {@link #read(Reader)}, which comes before all else.
 */
public interface Journal extends AutoCloseable {

	/** Keeps nothing. */
	Journal NONE = new NoJournal();

	/**
	 * Read all records.
	 * @param reader is told of them, in order
	 * @throws StorageException if they can't be read at all
	 */
	void read(Reader reader);

	/**
	 * Append a record. Once this returns, the record survives the end of the process.
	 * @param record the record
	 * @throws StorageException if it could not be written: then nothing of it is there
	 */
	void append(byte[] record);

	/**
	 * See to it that what was appended survives the end of the machine, too.
	 * @throws StorageException if that can't be done
	 */
	void force();

	/**
	 * Begin to write everything anew. What is appended from now on follows what is given
	 * to the rewriting.
	 * @return takes the records
	 * @throws StorageException if that can't be done
	 */
	Rewriting rewrite();

	/**
	 * Whether so much was appended that it is worth while to write everything anew.
	 * @return {@code true} if so
	 */
	boolean isLong();

	/**
	 * Whether there is a process whose end records can outlast.
	 * @return {@code false} if nothing is kept
	 */
	boolean isLasting();

	/** Let others open it. */
	@Override
	void close();

	/**
	 * Is told what a journal has.
	 */
	interface Reader {

		/**
		 * A record.
		 * @param record the record, as it was appended
		 */
		void record(byte[] record);

		/** One or more records are missing here, because they can't be read any more. */
		void gap();

	}

	/**
	 * Takes the records that say everything. For one thread; closed in the end, and
	 * without effect unless it was finished.
	 */
	interface Rewriting extends AutoCloseable {

		/**
		 * The next record.
		 * @param record the record
		 * @throws StorageException if it could not be written
		 */
		void add(byte[] record);

		/**
		 * That was all: at one stroke, these records and those appended since take the
		 * place of all there were.
		 * @throws StorageException if that can't be done; then all is as it was
		 */
		void finish();

		@Override
		void close();

	}

}

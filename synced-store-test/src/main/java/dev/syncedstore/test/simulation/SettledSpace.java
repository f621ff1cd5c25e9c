package dev.syncedstore.test.simulation;

import java.util.List;
import java.util.function.Function;

import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;

/**
 * A space when all is done.
 *
 * @param space which one
 * @param mutations all mutations that clients and server code have made and that were
 * pending at some time
 * @param reader reads the server's entries, of every visibility
 */
public record SettledSpace(SpaceId space, List<SettledMutation> mutations, Reader reader) {

	public SettledSpace {
		mutations = List.copyOf(mutations);
	}

	/**
	 * Read the server's entries, of every visibility.
	 * @param <R> the type of the result
	 * @param query what to read
	 * @return the result
	 */
	public <R> R read(Function<ReadContext, R> query) {
		return this.reader.read(query);
	}

	/**
	 * Reads.
	 */
	@FunctionalInterface
	public interface Reader {

		/**
		 * Run a query.
		 * @param <R> the type of the result
		 * @param query the query
		 * @return its result
		 */
		<R> R read(Function<ReadContext, R> query);

	}

}

package dev.syncedstore.core;

/**
 * What a query may read. Reading directly from the context, {@code ctx.table(TODOS)},
 * reaches the shared tables only; private and server-only rows are asked for by name.
 * <p>
 * A context belongs to the thread and the moment of the call it was made for.
 */
public interface ReadContext extends ReadScope {

	/**
	 * The user on whose behalf the code runs.
	 * @return the user's id
	 */
	String userId();

	/**
	 * Whether the code runs on the server, where it has authority. On a client it runs
	 * optimistically.
	 * @return {@code true} on the server
	 */
	boolean isServer();

	/**
	 * The private tables of one user. On a client only those of the user itself can be
	 * reached.
	 * @param userId the owner
	 * @return the owner's tables
	 * @throws IllegalStateException on a client, for another user
	 */
	ReadScope privateOfUser(String userId);

	/**
	 * The tables that never leave the server. Guard the call with {@link #isServer()}.
	 * @return the server-only tables
	 * @throws IllegalStateException on a client
	 */
	ReadScope serverOnly();

}

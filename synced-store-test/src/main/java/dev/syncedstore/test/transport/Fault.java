package dev.syncedstore.test.transport;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can go wrong between a client and the server, and behind the server.
 */
public enum Fault {

	/**
	 * A message stands still for a long time: longer than a client waits for an answer.
	 * Pokes behind a held one wait, too.
	 */
	HELD,

	/** A message takes much longer than others. */
	DELAYED,

	/** A request never reaches the server. */
	REQUEST_DROPPED,

	/** A request is processed, but its answer is lost. */
	ANSWER_LOST,

	/** A request reaches the server twice. */
	REQUEST_REPEATED,

	/** A poke reaches the client twice. */
	POKE_REPEATED,

	/** A poke overtakes the one before it. */
	POKES_REORDERED,

	/** A poke is lost, and nobody notices. */
	POKE_LOST,

	/** The connection for pokes breaks, and both ends notice. */
	DISCONNECTED,

	/**
	 * The connection for pokes breaks, and nobody notices until heart-beats fail to come.
	 */
	HALF_OPEN,

	/** The server can't reach its database. */
	LOG_UNAVAILABLE,

	/** The database commits, but the server isn't told. */
	COMMIT_UNCERTAIN,

	/** The server has forgotten the version that a client is at. */
	HISTORY_FORGOTTEN,

	/** The server is killed and starts again, with nothing but what its log has. */
	SERVER_RESTARTED;

	/** What can befall a request. */
	public static final Set<Fault> OF_REQUESTS = Collections
		.unmodifiableSet(EnumSet.of(HELD, DELAYED, REQUEST_DROPPED, REQUEST_REPEATED));

	/** What can befall the answer to a request. */
	public static final Set<Fault> OF_ANSWERS = Collections.unmodifiableSet(EnumSet.of(HELD, DELAYED, ANSWER_LOST));

	/** What can befall a poke, or the connection that it comes on. */
	public static final Set<Fault> OF_POKES = Collections
		.unmodifiableSet(EnumSet.of(HELD, DELAYED, POKE_REPEATED, POKES_REORDERED, POKE_LOST, DISCONNECTED, HALF_OPEN));

}

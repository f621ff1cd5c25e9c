package dev.syncedstore.core;

/**
 * A {@linkplain MutationContext#onServer port} that any mutator may call: the server's
 * time, which no client can choose. The server has an implementation, which a bean
 * replaces.
 */
@FunctionalInterface
public interface ServerClock {

	/**
	 * What time it is at the server.
	 * @return milliseconds since the beginning of 1970 in UTC, as JavaScript's
	 * {@code Date.now()} counts them
	 */
	long millis();

}

package dev.syncedstore.core;

/**
 * A {@linkplain MutationContext#onServer port} that any mutator may call: dice that no
 * client can choose or foresee. The server has a cryptographically secure implementation,
 * which a bean replaces. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ServerRandom {

	/**
	 * A random number, all of them equally likely.
	 * @param bound one more than the largest number, at least 1
	 * @return a number from 0 to {@code bound - 1}
	 */
	int nextInt(int bound);

}

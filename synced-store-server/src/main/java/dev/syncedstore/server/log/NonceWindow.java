package dev.syncedstore.server.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of the nonces of a client's latest mutations, so that two copies of one
 * client are told apart from a retry. Immutable.
 */
public final class NonceWindow {

	/** How many acknowledged mutations are remembered besides those that are not. */
	public static final int KEPT_ACKNOWLEDGED = 64;

	/** Of a client without mutations. */
	public static final NonceWindow EMPTY = new NonceWindow(1, new long[0]);

	private static final long ANY = 0;

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private final long firstId;

	private final long[] fingerprints;

	private NonceWindow(long firstId, long[] fingerprints) {
		this.firstId = firstId;
		this.fingerprints = fingerprints;
	}

	/**
	 * A window as it was stored.
	 * @param lastMutationId the id of the last fingerprint
	 * @param bytes the fingerprints, eight bytes each
	 * @return the window
	 */
	public static NonceWindow of(long lastMutationId, byte[] bytes) {
		long[] fingerprints = new long[bytes.length / Long.BYTES];
		ByteBuffer.wrap(bytes).asLongBuffer().get(fingerprints);
		return new NonceWindow(lastMutationId - fingerprints.length + 1, fingerprints);
	}

	/**
	 * The window as it is stored.
	 * @return the fingerprints, eight bytes each
	 */
	public byte[] toBytes() {
		ByteBuffer bytes = ByteBuffer.allocate(this.fingerprints.length * Long.BYTES);
		bytes.asLongBuffer().put(this.fingerprints);
		return bytes.array();
	}

	/**
	 * How many nonces are remembered.
	 * @return the number
	 */
	public int size() {
		return this.fingerprints.length;
	}

	/**
	 * Whether the nonce of a processed mutation is remembered.
	 * @param mutationId the mutation's id
	 * @return {@code false} if it is too old, or not processed yet
	 */
	public boolean covers(long mutationId) {
		return mutationId >= this.firstId && mutationId < this.firstId + this.fingerprints.length;
	}

	/**
	 * Whether a mutation can be the one that was processed under its id.
	 * @param mutationId the mutation's id
	 * @param nonce the mutation's nonce; {@code null} matches anything
	 * @return {@code false} if another nonce is remembered
	 */
	public boolean matches(long mutationId, @Nullable String nonce) {
		if (nonce == null || !covers(mutationId)) {
			return true;
		}
		long known = this.fingerprints[(int) (mutationId - this.firstId)];
		return known == ANY || known == fingerprint(nonce);
	}

	/**
	 * The window after some more mutations, without what is too old.
	 * @param nonces the nonces of the next mutations, in the order of their ids;
	 * {@code null} matches anything
	 * @param acknowledgedMutationId up to which the client has acknowledged
	 * @return the window
	 */
	public NonceWindow with(List<@Nullable String> nonces, long acknowledgedMutationId) {
		long end = this.firstId + this.fingerprints.length + nonces.size();
		long first = Math.min(Math.max(this.firstId, acknowledgedMutationId - KEPT_ACKNOWLEDGED + 1), end);
		long[] result = new long[(int) (end - first)];
		int kept = (int) Math.max(0, this.firstId + this.fingerprints.length - first);
		System.arraycopy(this.fingerprints, this.fingerprints.length - kept, result, 0, kept);
		int skipped = nonces.size() - (result.length - kept);
		for (int i = kept; i < result.length; i++) {
			result[i] = fingerprint(nonces.get(skipped + i - kept));
		}
		return new NonceWindow(first, result);
	}

	private static long fingerprint(@Nullable String nonce) {
		if (nonce == null) {
			return ANY;
		}
		long hash = FNV_OFFSET;
		for (int i = 0; i < nonce.length(); i++) {
			hash = (hash ^ nonce.charAt(i)) * FNV_PRIME;
		}
		return (hash != ANY) ? hash : 1;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof NonceWindow that && this.firstId == that.firstId
				&& Arrays.equals(this.fingerprints, that.fingerprints);
	}

	@Override
	public int hashCode() {
		return Long.hashCode(this.firstId) + Arrays.hashCode(this.fingerprints);
	}

}

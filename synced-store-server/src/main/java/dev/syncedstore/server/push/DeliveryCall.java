package dev.syncedstore.server.push;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.server.CallerContext;

/**
 * Lets a space process what other spaces have sent to it. What that is, is read when the
 * space is locked.
 *
 * @param rights what the users may do in whose name it was sent; what others have sent
 * meanwhile waits for another call
 * @param transactional whether some of it has to have a transaction of its own
 * @param limit how much to process at most
 * @param condemned whether the first of it is rejected without running
 * @param begun is told that what is sent from now on needs another call
 * @param result whether there may be more
 */
record DeliveryCall(Map<String, PushCall.Rights> rights, boolean transactional, int limit, boolean condemned,
		Runnable begun, CompletableFuture<Boolean> result) implements AwaitedCall {

	/** How many deliveries a call may have. */
	static final int MAX_DELIVERIES = 200;

	private static final int BYTES = 1_000;

	/** While it waits: what it will process is not here yet. */
	@Override
	public long bytes() {
		return BYTES;
	}

	@Override
	public boolean createsSpace() {
		return this.rights.values().stream().anyMatch((rights) -> rights.create() && rights.write());
	}

	/** Each delivery has its own. */
	@Override
	public CallerContext caller() {
		return CallerContext.NONE;
	}

	/** The first alone. */
	DeliveryCall first() {
		return new DeliveryCall(this.rights, this.transactional, 1, this.condemned, this.begun, this.result);
	}

	@Override
	public DeliveryCall condemn() {
		return new DeliveryCall(this.rights, this.transactional, 1, true, this.begun, this.result);
	}

	@Override
	public String toString() {
		return "The first delivery";
	}

}

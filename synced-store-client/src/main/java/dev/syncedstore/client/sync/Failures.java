package dev.syncedstore.client.sync;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.rebase.Refusal;

/**
 * What the client makes of failures that mean the same for a push and a pull: the rows of
 * the protocol's table, but for those that speak of a push's mutations. Used on the
 * scheduler alone.
 */
final class Failures {

	private final SyncLoop loop;

	private boolean refusedBefore;

	Failures(SyncLoop loop) {
		this.loop = loop;
	}

	/** Something works again. */
	void forget() {
		this.refusedBefore = false;
	}

	/**
	 * Do what the failure asks for.
	 * @param failure how a request failed
	 * @param gate what stands before that kind of request
	 */
	void handle(Answer.Failure failure, Gate gate) {
		SyncObserver observer = this.loop.environment().observer();
		if (failure.status() == 401) {
			unauthenticated(gate);
		}
		else if (failure.is(ProblemCode.ACCESS_DENIED)
				&& failure.text(Protocol.REASON, "").equals(Protocol.USER_ERASED)) {
			userErased(failure.detail());
		}
		else if (failure.is(ProblemCode.ACCESS_DENIED)) {
			gate.hold(this.loop.timings().deniedRetry());
			observer.accessDenied(failure.detail());
		}
		else if (failure.is(ProblemCode.CLIENT_OF_ANOTHER_USER)) {
			this.loop.becomeAnotherClient(this.loop.store().state().local().processedId());
		}
		else if (failure.is(ProblemCode.USER_MISMATCH)) {
			this.loop.userMismatch(failure.detail());
		}
		else if (isServerNewer(failure)) {
			gate.hold(this.loop.timings().deniedRetry());
			observer.updateNeeded(failure.detail());
		}
		else if (failure.is(ProblemCode.SPACE_DELETED)) {
			spaceDeleted(failure.detail());
		}
		else if (failure.retryAfter() != null) {
			gate.hold(failure.retryAfter());
		}
		else {
			gate.retryLater();
		}
	}

	/** The first time there may be newer credentials already, so the gate stays open. */
	private void unauthenticated(Gate gate) {
		this.loop.environment().credentials().refused();
		this.loop.environment().observer().unauthenticated();
		if (this.refusedBefore) {
			gate.retryLater();
		}
		this.refusedBefore = true;
	}

	/** An older server, in the middle of a deploy, is only waited for. */
	private boolean isServerNewer(Answer.Failure failure) {
		return failure.is(ProblemCode.PROTOCOL_VERSION_NOT_SUPPORTED)
				|| (failure.is(ProblemCode.SCHEMA_VERSION_NOT_SUPPORTED)
						&& failure.number("schema_version", 0) > this.loop.settings().schemaVersion());
	}

	/**
	 * Under a new id the client is like one that was never here. If the user has no
	 * access any more, the next request finds that out.
	 */
	private void userErased(String detail) {
		this.loop.store().discard(new Refusal(RejectionCode.ACCESS_DENIED, detail), true);
		this.loop.becomeAnotherClient(this.loop.store().state().local().processedId());
		this.loop.environment().observer().accessDenied(detail);
		this.loop.puller().request();
		this.loop.link().gate().open();
	}

	private void spaceDeleted(String detail) {
		this.loop.puller().gate().hold(this.loop.timings().deniedRetry());
		this.loop.store().discard(new Refusal(RejectionCode.SPACE_DELETED, detail), false);
		this.loop.environment().observer().spaceDeleted(detail);
	}

}

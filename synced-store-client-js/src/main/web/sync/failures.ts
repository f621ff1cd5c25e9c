import { RejectionCode } from '../errors.js';
import { USER_ERASED } from '../protocol/messages.js';
import { detailOf, type Failure, hasCode } from './exchange.js';
import type { Gate } from './gate.js';
import type { SyncLoop } from './syncLoop.js';

/**
 * What the client makes of failures that mean the same for a push and a pull: the rows of the protocol's table, but for
 * those that speak of a push's mutations.
 */
export class Failures {
  private refusedBefore = false;

  constructor(private readonly loop: SyncLoop) {
  }

  /** Something works again. */
  forget(): void {
    this.refusedBefore = false;
  }

  handle(failure: Failure, gate: Gate): void {
    const { observer, timings, store } = this.loop.environment;
    if (failure.status === 401) {
      this.unauthenticated(gate);
    } else if (hasCode(failure, 'access_denied') && failure.problem?.reason === USER_ERASED) {
      this.userErased(detailOf(failure));
    } else if (hasCode(failure, 'access_denied')) {
      gate.hold(timings.deniedRetry);
      observer.accessDenied(detailOf(failure));
    } else if (hasCode(failure, 'client_of_another_user')) {
      this.loop.becomeAnotherClient(store.processedId);
    } else if (hasCode(failure, 'user_mismatch')) {
      this.loop.userMismatch(detailOf(failure));
    } else if (this.isServerNewer(failure)) {
      gate.hold(timings.deniedRetry);
      observer.updateNeeded(detailOf(failure));
    } else if (hasCode(failure, 'space_deleted')) {
      this.loop.puller.gate.hold(timings.deniedRetry);
      store.discard({ code: RejectionCode.spaceDeleted, message: detailOf(failure) });
      observer.spaceDeleted(detailOf(failure));
    } else if (failure.retryAfter !== null) {
      gate.hold(failure.retryAfter);
    } else {
      gate.retryLater();
    }
  }

  /** Under a new id the client is like one that was never here. If the user has no access any more, the next request finds that out. */
  private userErased(detail: string): void {
    const { observer, store } = this.loop.environment;
    store.discard({ code: RejectionCode.accessDenied, message: detail });
    observer.userErased();
    this.loop.becomeAnotherClient(store.processedId);
    observer.accessDenied(detail);
    this.loop.puller.request();
    this.loop.link.gate.open();
  }

  /** Once other credentials are tried at once: they are asked for with each request. */
  private unauthenticated(gate: Gate): void {
    this.loop.environment.observer.unauthenticated();
    if (this.refusedBefore) {
      gate.retryLater();
    }
    this.refusedBefore = true;
  }

  private isServerNewer(failure: Failure): boolean {
    return hasCode(failure, 'protocol_version_not_supported') || (hasCode(failure, 'schema_version_not_supported')
      && (failure.problem?.schema_version ?? 0) > this.loop.environment.schemaVersion);
  }
}

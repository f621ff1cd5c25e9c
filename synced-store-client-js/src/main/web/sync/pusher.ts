import type { Refusal } from '../errors.js';
import { utf8Length } from '../json.js';
import { UNNUMBERED } from '../local/pendingMutation.js';
import { MAX_PUSH_BYTES, MAX_PUSH_MUTATIONS, PROTOCOL_VERSION, type PushMutation, type PushRequest, type PushResponse, WITHDRAWN_MUTATION }
  from '../protocol/messages.js';
import { readPushResponse } from '../protocol/reading.js';
import { type Answer, detailOf, type Failure, hasCode, NO_ANSWER } from './exchange.js';
import { Gate } from './gate.js';
import { Timer } from './scheduler.js';
import type { SyncLoop } from './syncLoop.js';

/** About what a mutation takes besides its arguments. */
const ENVELOPE_BYTES = 200;

/** Sends what is pending, one push at a time. */
export class Pusher {
  readonly gate: Gate;
  /** The last mutation that an answer said is processed. */
  answeredId = 0;

  /** How many pushes the server has accepted. */
  accepted = 0;
  private inFlight = false;
  /** How many mutations go into a push, fewer after one was refused as a whole. */
  private batchLimit = MAX_PUSH_MUTATIONS;
  private readonly missingEffect: Timer;

  constructor(private readonly loop: SyncLoop) {
    this.gate = new Gate(loop.environment, () => this.wake());
    this.missingEffect = new Timer(loop.environment.scheduler);
  }

  /** Send what is pending, if nothing is under way. */
  wake(): void {
    const { store, ledger } = this.loop.environment;
    if (!this.loop.isOnline || this.inFlight || !this.gate.isOpen) {
      return;
    }
    const mutations = this.batch();
    if (mutations.length === 0) {
      return;
    }
    this.inFlight = true;
    store.sending(lastId(mutations));
    const request: PushRequest = {
      protocol_version: PROTOCOL_VERSION,
      client_id: store.clientId,
      user_id: store.userId,
      acknowledged_mutation_id: ledger.acknowledgedId,
      mutations
    };
    void this.loop.exchange.post('push', request).then((answer) => this.answered(request, answer));
  }

  /** The server has lost what it had said was processed: it is sent again. */
  rewind(lastMutationId: number): void {
    this.answeredId = Math.min(this.answeredId, lastMutationId);
  }

  /** The client has a new id, under which nothing was sent. */
  startOver(): void {
    this.answeredId = 0;
    this.missingEffect.stop();
  }

  stop(): void {
    this.missingEffect.stop();
    this.gate.reset();
  }

  private batch(): PushMutation[] {
    const batch: PushMutation[] = [];
    const { store, ledger } = this.loop.environment;
    const first = Math.max(this.answeredId, 0);
    let bytes = 0;
    for (const mutation of store.pending) {
      if (mutation.id > first && mutation.id !== UNNUMBERED && mutation.id <= ledger.sendableId) {
        const push = mutation.toPush();
        bytes += utf8Length(JSON.stringify(push.args)) + ENVELOPE_BYTES;
        if (batch.length === this.batchLimit || (bytes > MAX_PUSH_BYTES && batch.length > 0)) {
          break;
        }
        batch.push(push);
      }
    }
    return batch;
  }

  private answered(request: PushRequest, answer: Answer): void {
    this.inFlight = false;
    if (this.loop.isClosed) {
      return;
    }
    const { environment } = this.loop;
    const proves = !environment.ledger.isProven;
    if (request.client_id === environment.store.clientId) {
      if (typeof answer === 'string') {
        this.understood(request, answer);
      } else {
        this.failed(request, answer);
      }
    }
    if (proves && !this.loop.isClosed) {
      this.understandKept();
    }
    this.wake();
  }

  /** What has waited for the answer can be understood now. */
  private understandKept(): void {
    const { puller, inbox } = this.loop;
    if (!puller.isPulling && inbox.joinKept()) {
      puller.request();
    }
    puller.gate.hurry();
  }

  private understood(request: PushRequest, body: string): void {
    let response: PushResponse;
    try {
      response = readPushResponse(body);
    } catch {
      this.loop.failed(NO_ANSWER, this.gate);
      return;
    }
    if (this.loop.identify(response.user_id)) {
      this.succeeded(request, response);
    }
  }

  private succeeded(request: PushRequest, response: PushResponse): void {
    const last = lastId(request.mutations);
    this.accepted++;
    if (response.last_mutation_id <= last) {
      // Before the rejections are looked at: they may be of mutations that were in doubt until now.
      this.loop.environment.ledger.proven();
    }
    this.loop.inbox.remember(response.rejected_mutations);
    this.answeredId = Math.max(this.answeredId, Math.min(response.last_mutation_id, last));
    this.batchLimit = Math.min(MAX_PUSH_MUTATIONS, this.batchLimit * 2);
    if (response.last_mutation_id < last) {
      this.gate.retryLater();
    } else {
      this.gate.succeeded();
    }
    this.loop.pushEnds();
    this.expectEffects();
  }

  /** A poke brings the effects, unless it gets lost. */
  private expectEffects(): void {
    const { puller, link, environment } = this.loop;
    if (!this.isEffectMissing()) {
      this.missingEffect.stop();
    } else if (!link.isLive) {
      puller.request();
    } else if (!this.missingEffect.isRunning) {
      this.missingEffect.start(environment.timings.missingEffect, () => {
        if (this.isEffectMissing()) {
          puller.request();
        }
      });
    }
  }

  private isEffectMissing(): boolean {
    return this.loop.environment.store.processedId < this.answeredId;
  }

  private failed(request: PushRequest, failure: Failure): void {
    const { store } = this.loop.environment;
    if (hasCode(failure, 'protocol_version_not_supported')) {
      this.loop.failed(failure, this.gate);
    } else if (failure.status === 400 || failure.status === 413) {
      this.tooMuch(request.mutations, failure);
    } else if (hasCode(failure, 'unknown_client')) {
      this.loop.becomeAnotherClient(store.processedId);
    } else if (hasCode(failure, 'client_forked')) {
      this.forked(failure);
    } else if (hasCode(failure, 'mutation_gap')) {
      this.gap(request.mutations[0]!.id, failure.problem?.last_mutation_id ?? 0);
    } else {
      this.loop.failed(failure, this.gate);
    }
  }

  /** Both copies have what is common, and its outcomes. */
  private forked({ problem }: Failure): void {
    const common = problem?.last_common_id ?? 0;
    this.loop.environment.ledger.provenUpTo(common);
    this.loop.inbox.remember(problem?.rejected_mutations ?? []);
    this.loop.inbox.keepRefusals(common);
    this.loop.becomeAnotherClient(common);
  }

  private tooMuch(batch: readonly PushMutation[], failure: Failure): void {
    const { store } = this.loop.environment;
    const first = batch[0]!;
    if (batch.length > 1) {
      this.batchLimit = Math.floor(batch.length / 2);
    } else if (first.name === WITHDRAWN_MUTATION) {
      // Not even that goes through, so the mutation is not to blame.
      store.withdraw(first.id, null);
      this.gate.retryLater();
    } else {
      const code = failure.problem?.code ?? (failure.status === 413 ? 'request_too_large' : 'invalid_request');
      const reason: Refusal = { code, message: detailOf(failure) };
      store.withdraw(first.id, reason);
    }
  }

  private gap(firstSentId: number, lastMutationId: number): void {
    const { store } = this.loop.environment;
    if (lastMutationId < store.processedId) {
      this.loop.becomeAnotherClient(store.processedId);
      return;
    }
    this.answeredId = Math.min(lastMutationId, store.sentId);
    if (firstSentId <= lastMutationId + 1) {
      // There was no gap, so sending the same again at once would not help.
      this.gate.retryLater();
    }
  }
}

function lastId(batch: readonly PushMutation[]): number {
  return batch[batch.length - 1]!.id;
}

import { PROTOCOL_VERSION, type Patch, type PullRequest, type PullResponse } from '../protocol/messages.js';
import { readPullResponse } from '../protocol/reading.js';
import { type Answer, type Failure, hasCode, NO_ANSWER } from './exchange.js';
import { Gate } from './gate.js';
import { Timer } from './scheduler.js';
import type { SyncLoop } from './syncLoop.js';

/** One pull, with all its pages. */
interface Flight {
  readonly request: PullRequest;
  readonly patches: Patch[];
  readonly answeredId: number;
  readonly waiting: (() => void)[];
}

/** Asks for what was missed, one pull at a time. */
export class Puller {
  readonly gate: Gate;

  private readonly polling: Timer;
  private flight: Flight | undefined;
  private wanted = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly loop: SyncLoop) {
    this.gate = new Gate(loop.environment, () => this.start());
    this.polling = new Timer(loop.environment.scheduler);
  }

  get isPulling(): boolean {
    return this.flight !== undefined;
  }

  /** Pull, from now on. What is given is called when a pull that began after this call is over. */
  request(pulled?: () => void): void {
    if (pulled) {
      this.waiting.push(pulled);
    }
    this.wanted = true;
    this.start();
  }

  stopPolling(): void {
    this.polling.stop();
  }

  stop(): void {
    this.polling.stop();
    this.gate.reset();
  }

  private start(): void {
    if (!this.loop.isOnline || this.flight || !this.wanted || !this.gate.isOpen) {
      return;
    }
    this.wanted = false;
    this.polling.stop();
    this.flight = { request: this.firstRequest(), patches: [], answeredId: this.loop.pusher.answeredId, waiting: this.waiting };
    this.waiting = [];
    this.loop.inbox.asking();
    this.loop.pullStarts();
    this.send(this.flight, null);
  }

  private firstRequest(): PullRequest {
    const { schemaVersion, store, ledger } = this.loop.environment;
    return {
      protocol_version: PROTOCOL_VERSION,
      schema_version: schemaVersion,
      client_id: store.clientId,
      user_id: store.userId,
      acknowledged_mutation_id: ledger.acknowledgedId,
      epoch: store.point?.epoch ?? null,
      version: store.point?.version ?? null,
      checkpoint: store.point?.checkpoint ?? null,
      page: null
    };
  }

  private send(pull: Flight, page: string | null): void {
    void this.loop.exchange.post('pull', { ...pull.request, page }).then((answer) => this.answered(pull, answer));
  }

  private answered(pull: Flight, answer: Answer): void {
    if (this.loop.isClosed || this.flight !== pull) {
      return;
    }
    if (pull.request.client_id !== this.loop.environment.store.clientId) {
      // It speaks of the mutations of another client by now.
      this.giveUp(pull);
      this.start();
      return;
    }
    if (typeof answer !== 'string') {
      this.failed(pull, answer);
      return;
    }
    let page: PullResponse;
    try {
      page = readPullResponse(answer);
    } catch {
      this.failed(pull, NO_ANSWER);
      return;
    }
    if (!this.loop.identify(page.user_id)) {
      return;
    }
    for (const patch of page.patches) {
      pull.patches.push(patch);
    }
    if (page.next_page === null) {
      this.complete(pull, page);
    } else if (this.loop.isOnline) {
      this.send(pull, page.next_page);
    } else {
      this.giveUp(pull);
    }
  }

  private complete(pull: Flight, last: PullResponse): void {
    const { inbox, pusher, environment } = this.loop;
    const { epoch, version, checkpoint } = pull.request;
    this.flight = undefined;
    const askedAt = epoch !== null && version !== null ? { epoch, version, checkpoint } : null;
    const use = inbox.pulled({ askedAt, patches: pull.patches, last });
    this.wanted = inbox.joinKept() || this.wanted;
    const own = last.client_id_to_last_mutation_id[environment.store.clientId];
    if (own !== undefined && own < pull.answeredId) {
      pusher.rewind(own);
    }
    if (use === 'joined') {
      environment.observer.pulled();
      this.gate.succeeded();
      pull.waiting.forEach((pulled) => pulled());
    } else {
      this.giveUp(pull);
      if (use === 'none') {
        this.gate.retryLater();
      }
    }
    if (!this.loop.link.isLive) {
      this.polling.start(environment.timings.pollInterval, () => this.request());
    }
    this.loop.pullEnds(true);
    pusher.wake();
    this.start();
  }

  private failed(pull: Flight, failure: Failure): void {
    this.giveUp(pull);
    this.wanted = this.loop.inbox.joinKept() || this.wanted;
    if (hasCode(failure, 'page_expired')) {
      this.gate.retryLater();
    } else {
      this.loop.failed(failure, this.gate);
    }
    this.loop.pullEnds(false);
    this.start();
  }

  private giveUp(pull: Flight): void {
    this.flight = undefined;
    this.wanted = true;
    this.waiting.push(...pull.waiting);
  }
}

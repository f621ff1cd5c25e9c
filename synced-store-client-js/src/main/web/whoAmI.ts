import { PROTOCOL_VERSION, type PullRequest } from './protocol/messages.js';
import { readPullResponse } from './protocol/reading.js';
import { Exchange } from './sync/exchange.js';
import { Gate } from './sync/gate.js';
import type { SyncEnvironment } from './sync/syncEnvironment.js';

/** Asks the server who the user is, before anything else is done. Goes on asking. */
export class WhoAmI {
  private readonly exchange: Exchange;
  private readonly gate: Gate;
  private over = false;
  private asking = false;

  constructor(private readonly environment: SyncEnvironment, private readonly answered: (userId: string) => void) {
    this.exchange = new Exchange(environment);
    this.gate = new Gate(environment, () => void this.ask());
  }

  async ask(): Promise<void> {
    if (this.over || this.asking) {
      return;
    }
    this.asking = true;
    const { store, schemaVersion, observer } = this.environment;
    const request: PullRequest = {
      protocol_version: PROTOCOL_VERSION, schema_version: schemaVersion, client_id: store.clientId, user_id: null,
      acknowledged_mutation_id: 0, epoch: null, version: null, checkpoint: null, page: null
    };
    const answer = await this.exchange.post('pull', request);
    this.asking = false;
    if (this.over) {
      return;
    }
    if (typeof answer !== 'string') {
      if (answer.status === 401) {
        observer.unauthenticated();
      }
      observer.connected(false);
      this.again(answer.retryAfter);
      return;
    }
    let userId: string;
    try {
      userId = readPullResponse(answer).user_id;
    } catch {
      this.again(null);
      return;
    }
    this.over = true;
    this.answered(userId);
  }

  /** There is hope that what has failed works now. */
  hurry(): void {
    this.gate.hurry();
  }

  stop(): void {
    this.over = true;
    this.gate.reset();
  }

  private again(retryAfter: number | null): void {
    if (retryAfter === null) {
      this.gate.retryLater();
    } else {
      this.gate.hold(retryAfter);
    }
  }
}

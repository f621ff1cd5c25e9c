import assert from 'node:assert/strict';
import { problemsOf } from '../support/schemas.js';
import type { SentRequest } from '../support/scriptedServer.js';

/** What the checks need to know of the client. */
export interface Knowledge {
  readonly clientId: string;
  readonly userId: string;
  readonly settledId: number;
}

/** What must hold for each request, whatever the scenario. */
export class RequestChecks {
  private readonly nonces = new Map<string, string>();
  private clientId = '';
  private acknowledged = 0;

  check({ path, body }: SentRequest, known: Knowledge): void {
    assert(['/todo/main/push', '/todo/main/pull'].includes(path), path);
    const message = JSON.parse(body) as Record<string, any>;
    assert.deepEqual(problemsOf(path.endsWith('/push') ? 'push-request' : 'pull-request', message), []);
    assert.equal(message['client_id'], known.clientId);
    assert.equal(message['user_id'], known.userId);
    if (message['client_id'] !== this.clientId) {
      this.clientId = message['client_id'] as string;
      this.acknowledged = 0;
    }
    const acknowledging = message['acknowledged_mutation_id'] as number;
    assert(acknowledging >= this.acknowledged, `acknowledged ${acknowledging} after ${this.acknowledged}`);
    assert(acknowledging <= known.settledId, `acknowledged ${acknowledging}, settled ${known.settledId}`);
    this.acknowledged = acknowledging;
    this.checkMutations((message['mutations'] ?? []) as { id: number; nonce: string }[]);
  }

  private checkMutations(mutations: readonly { id: number; nonce: string }[]): void {
    mutations.forEach(({ id, nonce }, index) => {
      assert.equal(id, mutations[0]!.id + index);
      const name = `${this.clientId} ${id}`;
      assert.equal(this.nonces.get(name) ?? nonce, nonce, `nonce of ${name}`);
      this.nonces.set(name, nonce);
    });
  }
}

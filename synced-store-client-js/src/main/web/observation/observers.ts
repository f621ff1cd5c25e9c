import type { HistoryPoint, LocalStore, Outcome } from '../local/localStore.js';
import type { Change } from '../local/entries.js';
import { type MutationRun, type PendingMutation, UNNUMBERED } from '../local/pendingMutation.js';
import type { Rejections } from '../local/rejections.js';
import { Listeners } from '../promises.js';
import { reportProblem } from '../reportProblem.js';
import type { SyncTransport } from '../transport/transport.js';
import type { Inspection, Observation, ObservedMutation } from './observation.js';

/** What is known of a rebase that is under way. */
interface Step {
  patches: Change[] | null;
  readonly outcomes: Outcome[];
}

/** Tell what a store does, to whoever wants to look at how it works. As long as nobody does, this does nothing. */
export class Observers {
  private readonly listeners = new Listeners<Observation>(reportProblem);
  private requests = 0;
  private point: HistoryPoint | null = null;
  private processedId = 0;
  private runs = new Map<PendingMutation, MutationRun>();
  private step: Step | undefined;

  add(listener: (observation: Observation) => void, store: LocalStore): () => void {
    if (this.listeners.size === 0) {
      this.remember(store);
    }
    return this.listeners.add(listener);
  }

  /** A transport whose messages are seen. */
  around(transport: SyncTransport): SyncTransport {
    return {
      post: (path, headers, body, signal) => {
        if (this.listeners.size === 0) {
          return transport.post(path, headers, body, signal);
        }
        const request = { number: ++this.requests, operation: path.split('/').slice(3).join('/') };
        this.listeners.tell({ type: 'request', ...request, body });
        const answered = transport.post(path, headers, body, signal);
        answered.then((answer) => this.listeners.tell({ type: 'answer', ...request, status: answer.status, body: answer.body }),
          () => this.listeners.tell({ type: 'answer', ...request, status: 0, body: '' }));
        return answered;
      },
      connect: (headers, listener) => transport.connect(headers, {
        connected: () => {
          this.listeners.tell({ type: 'connection', open: true });
          listener.connected();
        },
        message: (subscription, fields, body) => {
          this.listeners.tell({ type: 'poke', body });
          listener.message(subscription, fields, body);
        },
        closed: (reason) => {
          this.listeners.tell({ type: 'connection', open: false });
          listener.closed(reason);
        }
      })
    };
  }

  made(mutation: PendingMutation): void {
    if (this.listeners.size > 0) {
      this.runs.set(mutation, mutation.run);
      this.listeners.tell({ type: 'mutation', mutation: describe(mutation) });
    }
  }

  /** The local store says that it may have another base. It is not ready yet, so what it did is told a little later. */
  moved(patches: readonly Change[] | null, store: LocalStore, rejections: Rejections): void {
    if (this.listeners.size === 0) {
      return;
    }
    if (isSame(store.point, this.point) && store.processedId === this.processedId) {
      if (store.point !== this.point) {
        // Everything was read anew, and is what it was.
        this.remember(store);
      }
      return;
    }
    if (!this.step) {
      this.step = { patches: [], outcomes: [] };
      queueMicrotask(() => this.rebased(store, rejections));
    }
    this.step.patches = patches && this.step.patches ? [...this.step.patches, ...patches] : null;
  }

  settled(outcomes: readonly Outcome[]): void {
    this.step?.outcomes.push(...outcomes);
  }

  private rebased(store: LocalStore, rejections: Rejections): void {
    const { patches, outcomes } = this.step!;
    const { point: from, runs } = this;
    this.step = undefined;
    this.remember(store);
    this.listeners.tell({
      type: 'rebase',
      from,
      to: store.point,
      patches,
      settled: outcomes.map(({ mutation: { id, call }, refusal }) =>
        ({ id, mutator: call.name, args: call.args, refusal: refusal ?? rejections.find(call.nonce) })),
      replayed: store.pending.map((each) => ({ ...describe(each), again: runs.has(each) && runs.get(each) !== each.run }))
    });
  }

  private remember(store: LocalStore): void {
    this.point = store.point;
    this.processedId = store.processedId;
    this.runs = new Map(store.pending.map((each) => [each, each.run]));
  }
}

function isSame(a: HistoryPoint | null, b: HistoryPoint | null): boolean {
  return a?.epoch === b?.epoch && a?.version === b?.version && a?.checkpoint === b?.checkpoint;
}

/** What a store is made of now. */
export function inspect(store: LocalStore, leads: boolean): Inspection {
  const { point, pending, baseEntries, entries } = store;
  return {
    point,
    entries: baseEntries.size,
    leads,
    pending: pending.map(describe),
    unconfirmed: [...store.unconfirmed()].map((key) => ({ key, base: baseEntries.get(key), here: entries.get(key) }))
  };
}

function describe({ id, call, run }: PendingMutation): ObservedMutation {
  const problem = run.problem === undefined ? undefined : run.problem instanceof Error ? run.problem.message : String(run.problem);
  return { id: id === UNNUMBERED ? null : id, mutator: call.name, args: call.args, changes: run.changes, problem };
}

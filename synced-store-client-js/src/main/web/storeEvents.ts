import { MutationRejectedError, StoreClosedError } from './errors.js';
import type { Json } from './json.js';
import type { RejectionRecord } from './local/rejections.js';
import { type Deferred, deferred, Listeners } from './promises.js';
import { reportProblem } from './reportProblem.js';
import type { ToldOutcome } from './storage/keeper.js';
import type { ConnectionStatus } from './tabs/tabGroup.js';

/** A mutation that the server has refused. */
export interface Rejection {
  /** The mutation's number. */
  readonly id: number;
  /** The name of the mutator. */
  readonly mutator: string;
  /** What it was called with. */
  readonly args: Json;
  /** For programs: one of {@link RejectionCode}, or the application's own. */
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** Something that stays as it is once it has happened: whoever listens later is told, too. */
class Fact<T> {
  private readonly listeners = new Listeners<T>(reportProblem);
  private happened: { readonly value: T } | undefined;

  add(listener: (value: T) => void): () => void {
    const end = this.listeners.add(listener);
    const known = this.happened;
    if (known) {
      queueMicrotask(() => listener(known.value));
    }
    return end;
  }

  is(value: T): void {
    this.happened = { value };
    this.listeners.tell(value);
  }
}

/** What the application may wait for and listen to. */
export class StoreEvents {
  readonly localData: Deferred<void> = deferred();
  readonly serverData: Deferred<void> = deferred();
  readonly rejected = new Listeners<Rejection>(reportProblem);
  readonly statusChanged = new Listeners<ConnectionStatus>(reportProblem);
  readonly pendingChanged = new Listeners<undefined>(reportProblem);
  readonly unauthenticated = new Listeners<string>(reportProblem);
  readonly accessDenied = new Listeners<string>(reportProblem);
  readonly spaceDeleted = new Listeners<string>(reportProblem);
  readonly updateNeeded = new Fact<string>();
  readonly storageLost = new Fact<string>();
  readonly closed = new Fact<string>();
  status: ConnectionStatus = 'disconnected';
  isServerAsked = false;

  private readonly confirmations = new Map<string, Deferred<void>>();
  private readonly told = new Set<string>();
  private readonly waits = new Set<{ readonly nonces: Set<string>; readonly wait: Deferred<void> }>();
  private ended = false;

  /** A mutation is made, and its outcome to be told. */
  expect(nonce: string): Deferred<void> {
    const confirmed = deferred();
    this.confirmations.set(nonce, confirmed);
    return confirmed;
  }

  /** A mutation was not made after all. */
  forget(nonce: string): void {
    this.confirmations.delete(nonce);
  }

  /** Outcomes are known. Returns the rejections of which the application was told. */
  settle(outcomes: readonly ToldOutcome[]): string[] {
    const told: string[] = [];
    for (const { nonce, rejection } of outcomes) {
      const confirmed = this.confirmations.get(nonce);
      this.confirmations.delete(nonce);
      if (!rejection) {
        confirmed?.resolve();
      } else if (this.rejected.size > 0 || confirmed) {
        this.tell(rejection);
        confirmed?.reject(new MutationRejectedError(rejection.code, rejection.message));
        told.push(nonce);
      }
      this.waits.forEach(({ nonces, wait }) => nonces.delete(nonce) && nonces.size === 0 && wait.resolve());
    }
    return told;
  }

  /** What the outcomes are of all that is awaited and no longer pending. */
  settleMissing(pending: ReadonlySet<string>, find: (nonce: string) => RejectionRecord | undefined): string[] {
    const awaited = new Set(this.confirmations.keys());
    this.waits.forEach(({ nonces }) => nonces.forEach((nonce) => awaited.add(nonce)));
    const missing = [...awaited].filter((nonce) => !pending.has(nonce));
    return this.settle(missing.map((nonce) => ({ nonce, rejection: find(nonce) ?? null })));
  }

  /** Tell rejections of which nobody was told. Returns those that were told now. */
  tellUnread(rejections: readonly RejectionRecord[]): string[] {
    if (this.rejected.size === 0) {
      return [];
    }
    rejections.forEach((each) => this.tell(each));
    return rejections.map(({ nonce }) => nonce);
  }

  /** Wait until none of some mutations is pending. */
  afterAll(nonces: Set<string>): Promise<void> {
    const wait = deferred();
    if (nonces.size === 0) {
      wait.resolve();
    } else if (this.ended) {
      wait.reject(new StoreClosedError('The store is closed'));
    } else {
      const waiting = { nonces, wait };
      this.waits.add(waiting);
      const over = (): void => void this.waits.delete(waiting);
      wait.promise.then(over, over);
    }
    return wait.promise;
  }

  /** Nobody will ever know the outcomes of these here. */
  abandon(nonces: Iterable<string>, problem: Error): void {
    for (const nonce of nonces) {
      this.confirmations.get(nonce)?.reject(problem);
      this.confirmations.delete(nonce);
      this.waits.forEach((each) => each.nonces.delete(nonce) && each.nonces.size === 0 && each.wait.resolve());
    }
  }

  setStatus(status: ConnectionStatus): boolean {
    if (this.status === status || this.ended) {
      return false;
    }
    this.status = status;
    this.statusChanged.tell(status);
    return true;
  }

  end(reason: string): void {
    this.setStatus('disconnected');
    this.ended = true;
    const closed = new StoreClosedError(reason);
    this.localData.reject(closed);
    this.serverData.reject(closed);
    this.confirmations.forEach((each) => each.reject(closed));
    this.confirmations.clear();
    this.waits.forEach(({ wait }) => wait.reject(closed));
    this.closed.is(reason);
  }

  private tell({ nonce, id, name, args, code, message }: RejectionRecord): void {
    if (!this.told.has(nonce)) {
      this.told.add(nonce);
      this.rejected.tell({ id, mutator: name, args, code, message });
    }
  }
}

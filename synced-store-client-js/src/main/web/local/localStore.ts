import { type Refusal, RejectionCode, StoreClosedError, UserUnknownError } from '../errors.js';
import { sameJson, type Json } from '../json.js';
import { type Change, Entries, type EntryView, Overlay } from './entries.js';
import type { MutationRunner } from './mutationRunner.js';
import { type MutationCall, PendingMutation, ReadRecord, UNNUMBERED } from './pendingMutation.js';
import type { ReadContext, ReadTracker } from './tables.js';

/** One point of one history. */
export interface HistoryPoint {
  /** Names one unbroken history. */
  readonly epoch: string;
  /** How many mutations the space had processed. */
  readonly version: number;
  /** Tells apart what two histories have at one version; null at version 0. */
  readonly checkpoint: string | null;
}

/** What became of a mutation, now that the base has it. */
export interface Outcome {
  readonly clientId: string;
  readonly mutation: PendingMutation;
  /** Why it had no effect, or null if it had. */
  readonly refusal: Refusal | null;
}

/** Keys under which readers may find something else, or null for any. */
export type ChangedKeys = ReadonlySet<string> | null;

/** Is told of each step. */
export interface LocalStoreListener {
  /** The base, or what is known of pending mutations, is another: the given entries, or null for all of it. */
  moved(patches: readonly Change[] | null): void;
  changed(keys: ChangedKeys): void;
  settled(outcomes: readonly Outcome[]): void;
  /** Other mutations are pending than before, or have other numbers. */
  pendingChanged(): void;
}

/** Says why a mutation had no effect, or null if it had. */
export type Refusals = (mutation: PendingMutation) => Refusal | null;

/**
 * The state of a store: the base, which is the server's at some version, and what is pending, replayed on it in order.
 * Steps are taken one after the other, and each as a whole.
 */
export class LocalStore {
  clientId: string;
  userId: string | null;
  point: HistoryPoint | null = null;
  /** The latest mutation whose outcome the base has. */
  processedId = 0;
  /** The latest mutation that has a number. */
  lastId = 0;
  /** The highest id that was ever sent: what is beyond was not done by this client. */
  sentId = 0;
  /** By how much ids have become smaller, in all, because the client has taken new ids. */
  shift = 0;
  closed = false;
  /** Counts the changes of what readers see. */
  generation = 0;

  private base = new Entries();
  private view = new Overlay(this.base);
  private mutations: PendingMutation[] = [];

  constructor(clientId: string, userId: string | null, private readonly runner: MutationRunner, private readonly listener: LocalStoreListener) {
    this.clientId = clientId;
    this.userId = userId;
  }

  /** What is pending, in order; the last ones may have no number yet. */
  get pending(): readonly PendingMutation[] {
    return this.mutations;
  }

  get baseEntries(): Entries {
    return this.base;
  }

  get entries(): EntryView {
    return this.view;
  }

  /** The keys of the entries that pending mutations have changed here. */
  unconfirmed(): Set<string> {
    return new Set(this.view.changed());
  }

  /** All that readers see: for tests and diagnosis. */
  snapshot(): Map<string, Json> {
    const all = new Map(this.base.all());
    for (const { key, value } of this.view.changes()) {
      if (value === undefined) {
        all.delete(key);
      } else {
        all.set(key, value);
      }
    }
    return all;
  }

  query<R>(query: (ctx: ReadContext) => R, tracker?: ReadTracker): R {
    return this.runner.query(query, this.view, this.user(), tracker);
  }

  /** Run a mutation and append it, as yet without a number. Throws whatever it throws, and then nothing has changed. */
  append(call: MutationCall): PendingMutation {
    if (this.closed) {
      throw new StoreClosedError('The store is closed');
    }
    const mutation = new PendingMutation(UNNUMBERED, call);
    mutation.run = this.runner.run(call, this.view, this.user());
    this.mutations.push(mutation);
    this.listener.pendingChanged();
    const keys = new Set<string>();
    for (const change of mutation.run.changes) {
      if (!sameJson(this.view.get(change.key), change.value)) {
        keys.add(change.key);
      }
      this.view.put(change);
    }
    this.tell(keys);
    return mutation;
  }

  /** Take a mutation away again that was never numbered. */
  retract(mutation: PendingMutation): void {
    this.drop([mutation]);
  }

  /** Mutations are there that have no number yet, and were made earlier. */
  join(mutations: readonly PendingMutation[]): void {
    if (mutations.length > 0) {
      this.replaceAll([...this.mutations, ...mutations]);
    }
  }

  /** Mutations are another's business. */
  drop(mutations: readonly PendingMutation[]): void {
    if (mutations.length > 0) {
      this.replaceAll(this.mutations.filter((each) => !mutations.includes(each)));
    }
  }

  /** A mutation has its number. Its place is behind all that have one. */
  number(mutation: PendingMutation, id: number): void {
    mutation.id = id;
    this.lastId = Math.max(this.lastId, id);
    this.listener.pendingChanged();
    const present = this.mutations.indexOf(mutation);
    const place = this.mutations.findIndex((each) => each.id > id);
    if (place >= 0 && place < present) {
      this.mutations.splice(present, 1);
      this.mutations.splice(place, 0, mutation);
      this.replay();
    }
  }

  /** Another tab has made mutations. They go behind all that have a number, and before those that have none. */
  insert(foreign: readonly PendingMutation[]): void {
    const unknown = foreign.filter(({ id }) => id > this.processedId && !this.mutations.some((each) => each.id === id));
    if (unknown.length > 0) {
      this.lastId = Math.max(this.lastId, ...unknown.map(({ id }) => id));
      const numbered = this.mutations.filter(({ id }) => id !== UNNUMBERED).concat(unknown).sort((a, b) => a.id - b.id);
      this.replaceAll(numbered.concat(this.mutations.filter(({ id }) => id === UNNUMBERED)));
    }
  }

  /**
   * Go over to a newer base, as one step: what differs in it is given. Only such mutations run again as read something
   * that has changed.
   */
  rebase(patches: readonly Change[], point: HistoryPoint, processedId: number, refusals: Refusals): void {
    const before = new Map<string, Json | undefined>();
    const changed = new Set<string>();
    for (const patch of patches) {
      if (!before.has(patch.key)) {
        before.set(patch.key, this.base.get(patch.key));
      }
      changed.add(patch.key);
      this.base.put(patch);
    }
    const old = this.view;
    const seen = (key: string): Json | undefined => old.has(key) || !before.has(key) ? old.get(key) : before.get(key);
    const outcomes = this.settle(processedId, refusals, changed);
    this.point = point;
    this.view = new Overlay(this.base);
    const touched = new Set(changed);
    for (const mutation of this.mutations) {
      this.replayOne(mutation, changed, touched);
    }
    this.listener.moved(patches);
    const different = new Set<string>();
    for (const key of touched) {
      if (!sameJson(seen(key), this.view.get(key))) {
        different.add(key);
      }
    }
    this.tell(different, outcomes);
  }

  /** Go over to another base altogether. */
  replaceBase(entries: Entries, point: HistoryPoint, processedId: number, refusals: Refusals): void {
    const outcomes = this.settle(processedId, refusals, new Set());
    this.base = entries;
    this.point = point;
    this.listener.moved(null);
    this.replay(outcomes);
  }

  /** Everything is as it was kept, and what has no number yet is still behind it. */
  restore(kept: { entries: Entries; point: HistoryPoint | null; processedId: number; lastId: number; sentId: number; clientId: string },
      pending: readonly PendingMutation[]): void {
    this.base = kept.entries;
    this.point = kept.point;
    this.processedId = kept.processedId;
    this.lastId = kept.lastId;
    this.sentId = kept.sentId;
    this.clientId = kept.clientId;
    const numbered = new Set(pending.map(({ call }) => call.nonce));
    this.replaceAll([...pending, ...this.mutations.filter(({ id, call }) => id === UNNUMBERED && !numbered.has(call.nonce))]);
  }

  /** Become another client: what is pending is numbered anew, and what readers see stays the same. */
  renumber(clientId: string, commonId: number): void {
    this.clientId = clientId;
    this.mutations.forEach((each) => {
      each.id -= commonId;
    });
    this.processedId -= commonId;
    this.lastId -= commonId;
    this.sentId = 0;
    this.shift += commonId;
    this.listener.pendingChanged();
    this.listener.moved(null);
  }

  /**
   * Go on as another client, without what has a number up to some id: that is left to those who have it, too. The rest
   * is numbered from 1.
   */
  leave(clientId: string, leftId: number): void {
    this.clientId = clientId;
    this.processedId = 0;
    this.sentId = 0;
    this.lastId = 0;
    const own = this.mutations.filter(({ id }) => id > leftId);
    own.forEach((each) => {
      each.id = ++this.lastId;
    });
    this.replaceAll(own);
  }

  /** Mutations up to an id are about to be sent. */
  sending(id: number): void {
    if (id > this.sentId) {
      this.sentId = id;
      this.listener.moved([]);
    }
  }

  /** Send a mutation's withdrawal in its place, or the mutation after all. */
  withdraw(id: number, reason: Refusal | null): void {
    const mutation = this.mutations.find((each) => each.id === id);
    if (mutation) {
      mutation.withdrawal = reason;
      this.listener.moved(null);
    }
  }

  /** The space is gone: forget the base, and settle all that is pending. */
  discard(reason: Refusal): void {
    const outcomes = this.mutations.map((mutation) => ({ clientId: this.clientId, mutation, refusal: reason }));
    this.mutations = [];
    this.listener.pendingChanged();
    this.processedId = this.lastId;
    this.base = new Entries();
    this.point = null;
    this.listener.moved(null);
    this.replay(outcomes);
  }

  /** Nothing of what there was can be read any more. */
  forget(): void {
    this.base = new Entries();
    this.mutations = [];
    this.replay();
  }

  private settle(processedId: number, refusals: Refusals, changed: Set<string>): Outcome[] {
    const outcomes: Outcome[] = [];
    let left = 0;
    for (let next = this.mutations[0]; next && next.id <= processedId; next = this.mutations[left]) {
      outcomes.push({ clientId: this.clientId, mutation: next, refusal: refusals(next) });
      next.run.changes.forEach(({ key }) => changed.add(key));
      left++;
    }
    if (left > 0) {
      this.mutations = this.mutations.slice(left);
      this.listener.pendingChanged();
    }
    this.processedId = Math.max(this.processedId, processedId);
    this.lastId = Math.max(this.lastId, this.processedId);
    return outcomes;
  }

  private replayOne(mutation: PendingMutation, changed: Set<string>, touched: Set<string>): void {
    const { run } = mutation;
    const same = run.problem === undefined && !run.reads.hasAny(changed);
    if (!same) {
      this.run(mutation);
      for (const { key } of [...run.changes, ...mutation.run.changes]) {
        changed.add(key);
        touched.add(key);
      }
    }
    for (const change of mutation.run.changes) {
      this.view.put(change);
      if (same || run.changes.some(({ key, value }) => key === change.key && sameJson(value, change.value))) {
        // Whatever was there before, now it is what it was.
        changed.delete(change.key);
      }
    }
  }

  private replaceAll(mutations: PendingMutation[]): void {
    this.mutations = mutations;
    this.listener.pendingChanged();
    this.replay();
  }

  private replay(outcomes: readonly Outcome[] = []): void {
    this.view = new Overlay(this.base);
    for (const mutation of this.mutations) {
      this.run(mutation);
      mutation.run.changes.forEach((change) => this.view.put(change));
    }
    this.tell(null, outcomes);
  }

  /** What throws stays pending without an effect here: the server decides. */
  private run(mutation: PendingMutation): void {
    try {
      mutation.run = this.runner.run(mutation.call, this.view, this.user());
    } catch (problem) {
      mutation.run = { reads: new ReadRecord(), changes: [], problem };
    }
  }

  private user(): string {
    if (this.userId === null) {
      throw new UserUnknownError();
    }
    return this.userId;
  }

  private tell(keys: ChangedKeys, outcomes: readonly Outcome[] = NO_OUTCOMES): void {
    if (keys === null || keys.size > 0) {
      this.generation++;
      this.listener.changed(keys);
    }
    if (outcomes.length > 0) {
      this.listener.settled(outcomes);
    }
  }
}

const NO_OUTCOMES: readonly Outcome[] = [];

/** The reason that was kept where the server says nothing any more, or no more than that a mutation was withdrawn. */
export function refusalOf(mutation: PendingMutation, told: Refusal | undefined): Refusal | null {
  if (mutation.id <= 0 && !told) {
    return mutation.withdrawal;
  }
  return told?.code === RejectionCode.withdrawn && mutation.withdrawal ? mutation.withdrawal : told ?? null;
}

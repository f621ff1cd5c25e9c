import { UpdateNeededError } from '../errors.js';
import { type Change, Entries } from '../local/entries.js';
import type { HistoryPoint, LocalStore } from '../local/localStore.js';
import { type PendingMutation, UNNUMBERED } from '../local/pendingMutation.js';
import type { RejectionRecord, Rejections } from '../local/rejections.js';
import { Aside } from './aside.js';
import { type AsideRecord, type ClientStorage, FORMAT, type Found, type Head, isWhole, type Kept, type PendingRecord, type StoreFile, toMutation,
  toRecord, type Write, writeOf } from './storeFile.js';

/** What became of a mutation, as tabs tell each other. */
export interface ToldOutcome {
  readonly nonce: string;
  readonly rejection: RejectionRecord | null;
}

/** What the leader has done since its last write. */
export interface Step {
  /** What differs in the base, or null where all has to be read anew. */
  readonly entries: readonly Change[] | null;
  readonly point: HistoryPoint | null;
  readonly processedId: number;
  readonly outcomes: readonly ToldOutcome[];
}

/** What one write was about, as the tab that wrote tells the others. */
export interface Commit {
  readonly revision: number;
  readonly schemaVersion: number;
  readonly appended: readonly PendingRecord[];
  readonly step: Step | null;
}

/** What the keeper works for. */
export interface KeeperHost {
  readonly store: LocalStore;
  readonly rejections: Rejections;
  readonly schemaVersion: number;
  /** A write is durable: other tabs are to be told. */
  committed(commit: Commit): void;
  /** Something is about to wait aside for this tab, or does: whoever leads is to look after it. */
  puttingAside(tab: string): void;
  /** A mutation has its number, or waits aside, and is durable. */
  numbered(mutation: PendingMutation): void;
  /** Outcomes are stored, by whichever tab, or null where they have to be looked up. */
  learned(outcomes: readonly ToldOutcome[] | null): void;
  /** Another tab leads. */
  deposed(): void;
  /** Another tab runs a newer version of the application. */
  outdated(): void;
  /** The storage can't be used. */
  lost(reason: string): void;
}

/** Another tab leads. */
class DeposedError extends Error {
}

/** What this tab knows is too old to write anything on it. */
class StaleError extends Error {
}

/** Written by a newer version of this client, or not whole. */
export class UnreadableError extends Error {
}

/** Beyond this many, reading everything is about as much work. */
const MAX_CHANGES = 5000;

/**
 * Keeps a store in a file that several tabs share. Each write is one transaction, in which mutations get their numbers;
 * the leader's steps go along. Writes follow each other; what happens during one is the next.
 */
export class Keeper {
  /** The latest mutation whose outcome is durably stored. */
  acknowledgedId = 0;
  /** The client's id as it is durably stored. */
  clientId = '';

  private revision = 0;
  private term = 0;
  private leads = false;
  /** The highest id that the file has, and the store's shift at that time: ids in the file are of that time. */
  private fileLastId = 0;
  private fileShift = 0;

  private changes = new Map<string, Change>();
  private all = false;
  private dirty = false;
  private outcomes: ToldOutcome[] = [];

  private writing = false;
  private scheduled = false;
  private reading = 0;
  private closed = false;
  private work: Promise<void> = Promise.resolve();
  private waiting = new Map<number, Commit>();

  /** This tab's name while it is offline: what it makes waits aside, and what others write is none of its business. */
  private tab: string | undefined;
  private readonly aside = new Aside();
  /** For which tabs something waited aside, when everything was read last. */
  private leftBy: ReadonlySet<string> = new Set();

  constructor(private readonly file: StoreFile, private readonly host: KeeperHost) {
  }

  /**
   * Take over what is kept, or begin to keep.
   * @param tab this tab's name if it is offline
   */
  async join(clientId: string, tab?: string): Promise<void> {
    const { schemaVersion } = this.host;
    this.tab = tab;
    const kept = await this.file.read();
    if (this.closed) {
      return;
    }
    if (kept.head && this.check(kept.head, false).schemaVersion === schemaVersion) {
      this.take(kept, []);
      return;
    }
    let raised = 0;
    await this.file.write(UNNUMBERED, ({ head }) => {
      if (!head) {
        return writeOf(firstHead(clientId, schemaVersion));
      }
      this.check(head, false);
      if (head.schemaVersion === schemaVersion) {
        return null;
      }
      raised = head.revision + 1;
      return writeOf({ ...head, revision: raised, schemaVersion });
    });
    if (raised > 0) {
      this.host.committed({ revision: raised, schemaVersion, appended: [], step: null });
    }
    await this.reload();
  }

  /** This tab leads from now on. Returns whether it does. */
  async lead(): Promise<boolean> {
    let known: Head | undefined;
    await this.guard(() => this.file.write(UNNUMBERED, ({ head, aside }) => {
      const found = this.check(head, false);
      this.term = found.term + 1;
      this.leftBy = new Set(aside.map(({ tab }) => tab));
      known = { ...found, term: this.term };
      return writeOf(known);
    }));
    if (!known || this.closed || this.tab !== undefined) {
      return false;
    }
    this.leads = true;
    if (this.hasAllOf(known)) {
      this.takeHead(known);
    } else {
      await this.reload();
    }
    return !this.closed;
  }

  /**
   * Whether there is nothing in the file that this tab has not read or heard of, and nothing being read that would take the
   * place of what it does as leader.
   */
  private hasAllOf(head: Head): boolean {
    const { store } = this.host;
    return this.reading === 0 && head.revision === this.revision && head.clientId === store.clientId && head.clientId === this.clientId
      && head.lastId === store.lastId && head.processedId === store.processedId && head.point?.epoch === store.point?.epoch
      && head.point?.version === store.point?.version && head.point?.checkpoint === store.point?.checkpoint;
  }

  /** This tab doesn't lead any more: what it did and has not written did not happen. */
  async follow(): Promise<void> {
    this.leads = false;
    this.forget();
    await this.reload();
  }

  /** This tab is offline from now on: what is made here waits aside, and what others write is not read. */
  async goAside(tab: string): Promise<void> {
    if (this.tab === undefined) {
      this.tab = tab;
      this.waiting.clear();
      await this.follow();
    }
  }

  /** This tab is back: what has waited aside is appended to what others have done meanwhile. */
  async comeBack(): Promise<void> {
    if (this.tab !== undefined) {
      this.tab = undefined;
      await this.reload();
    }
  }

  /** The tabs that have left something aside. */
  get absent(): ReadonlySet<string> {
    return this.leftBy;
  }

  /** Append what has waited aside for a tab that is not there any more. */
  async takeUp(tab: string): Promise<void> {
    await this.guard(() => this.file.write(UNNUMBERED, ({ aside }) => {
      if (this.tab === undefined) {
        this.showAside(tab, aside);
      }
      return null;
    }));
    this.schedule();
    await this.idle();
  }

  /** Whether something of the store waits aside in the file. */
  get hasAside(): boolean {
    return this.aside.all.length > 0;
  }

  /** The file is lost: take out of it what waits aside. Returns what is left to others. */
  takeBack(storage: ClientStorage, name: string, pause: (delay: number) => Promise<void>): Promise<readonly PendingMutation[]> {
    return this.aside.takeBack(storage, name, pause);
  }

  /** The leader has moved the base; null stands for all of it. */
  moved(patches: readonly Change[] | null): void {
    if (!this.leads) {
      return;
    }
    this.dirty = true;
    this.all ||= patches === null;
    patches?.forEach((patch) => this.changes.set(patch.key, patch));
    this.schedule();
  }

  settled(outcomes: readonly ToldOutcome[]): void {
    if (this.leads) {
      this.dirty = true;
      this.outcomes.push(...outcomes);
      this.schedule();
    }
  }

  /** Write soon what there is to write. */
  schedule(): void {
    if (!this.scheduled && !this.closed) {
      this.scheduled = true;
      queueMicrotask(() => {
        this.scheduled = false;
        if (!this.writing && !this.closed) {
          this.work = this.writeAll();
        }
      });
    }
  }

  /** Another tab has written. */
  received(commit: Commit): void {
    if (this.closed || this.tab !== undefined || commit.revision <= this.revision) {
      return;
    }
    if (commit.schemaVersion > this.host.schemaVersion) {
      this.host.outdated();
      return;
    }
    this.waiting.set(commit.revision, commit);
    this.catchUp();
    if (this.waiting.size > MAX_WAITING) {
      void this.reload();
    }
  }

  /** Whether a write of another tab is known of, but not what came before it. */
  get isBehind(): boolean {
    return this.waiting.size > 0;
  }

  /** Find out in the file what other tabs have written, because they were not heard. */
  refresh(): void {
    if (this.leads) {
      this.dirty = true;
      this.schedule();
    } else {
      void this.reload();
    }
  }

  /** Read everything anew. */
  async reload(): Promise<void> {
    this.reading++;
    await this.guard(async () => {
      const known = this.aside.all;
      const kept = await this.file.read();
      if (!this.closed) {
        this.take(kept, known);
      }
    });
    this.reading--;
  }

  /** @param known what was aside before all this was read */
  private take(kept: Kept, known: readonly PendingMutation[]): void {
    const head = this.check(kept.head, true);
    const { store } = this.host;
    this.dropTaken(known, kept.aside);
    this.leftBy = new Set(kept.aside.map(({ tab }) => tab));
    this.takeHead(head);
    for (const revision of this.waiting.keys()) {
      if (revision <= head.revision) {
        this.waiting.delete(revision);
      }
    }
    store.restore({ ...head, entries: new Entries(kept.entries) },
      kept.pending.filter(({ id }) => id > head.processedId).map((each) => toMutation(each, 0)));
    if (this.tab !== undefined) {
      this.showAside(this.tab, kept.aside);
    }
    this.host.learned(null);
    this.catchUp();
    this.schedule();
  }

  private takeHead(head: Head): void {
    const { store, rejections } = this.host;
    this.revision = head.revision;
    this.fileLastId = head.lastId;
    this.fileShift = store.shift;
    this.acknowledgedId = head.acknowledgedId;
    this.clientId = head.clientId;
    store.sentId = head.sentId;
    rejections.restore(head.rejections);
  }

  /** Resolves when what there was to write is written. */
  async idle(): Promise<void> {
    while (!this.closed && (this.scheduled || this.writing)) {
      await this.work;
    }
  }

  close(): void {
    this.closed = true;
    this.file.close();
  }

  private catchUp(): void {
    for (let next = this.waiting.get(this.revision + 1); next; next = this.waiting.get(this.revision + 1)) {
      this.waiting.delete(next.revision);
      if (next.step && !next.step.entries && !this.leads) {
        this.host.learned(next.step.outcomes);
        void this.reload();
        return;
      }
      this.revision = next.revision;
      this.apply(next);
    }
  }

  private apply({ appended, step }: Commit): void {
    const { store, rejections } = this.host;
    this.insert(appended);
    if (step?.entries && step.point && !this.leads) {
      step.outcomes.forEach(({ rejection }) => rejection && rejections.learn(rejection));
      store.rebase(step.entries, step.point, step.processedId, () => null);
      this.host.learned(step.outcomes);
    }
  }

  private insert(records: readonly PendingRecord[]): void {
    const { store } = this.host;
    store.insert(records.map((each) => toMutation(each, store.shift - this.fileShift)));
    records.forEach(({ id }) => {
      this.fileLastId = Math.max(this.fileLastId, id);
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (!this.closed && (this.dirty || this.unwritten().length > 0)) {
      const { tab } = this;
      if (!await this.guard(() => tab === undefined ? this.writeOnce() : this.writeAside(tab))) {
        break;
      }
    }
    this.writing = false;
  }

  private async writeOnce(): Promise<void> {
    const { store } = this.host;
    let numbered: PendingMutation[] = [];
    let commit: Commit | undefined;
    let fresh: readonly PendingRecord[] = [];
    let shift = 0;
    let known: Head | undefined;
    await this.file.write(this.fileLastId, (found) => {
      const head = this.check(found.head, true);
      numbered = this.unnumbered();
      const isOthers = !this.leads && head.clientId !== store.clientId;
      if (this.tab !== undefined || isOthers || this.aside.missing(numbered, found.aside).length > 0) {
        throw new StaleError();
      }
      fresh = found.fresh;
      shift = store.shift;
      const wrote = this.decide(head, found, numbered);
      known = wrote.head;
      commit = this.commitOf(wrote, numbered.length);
      this.forget();
      return wrote;
    });
    this.written(known!, fresh, numbered, shift);
    this.host.committed(commit!);
    if (commit!.step) {
      this.host.learned(commit!.step.outcomes);
    }
  }

  /** Like all that is written aside, without a number. */
  private async writeAside(tab: string): Promise<void> {
    let fresh: PendingMutation[] = [];
    let records: readonly AsideRecord[] = [];
    // Before it is written, because this tab may be closed right after; once more for who is not there yet.
    this.host.puttingAside(tab);
    await this.file.write(UNNUMBERED, (found) => {
      const head = this.check(found.head, false);
      if (this.tab !== tab) {
        throw new StaleError();
      }
      fresh = this.unwritten();
      records = this.aside.place(tab, fresh, found.aside);
      return { ...writeOf(head), setAside: records };
    });
    this.host.puttingAside(tab);
    fresh.forEach((mutation, index) => {
      this.aside.add(mutation, records[index]!);
      this.host.numbered(mutation);
    });
  }

  private showAside(tab: string, found: readonly AsideRecord[]): void {
    const { store } = this.host;
    store.join(this.aside.read(tab, found, new Set(store.pending.map(({ call }) => call.nonce))));
  }

  /** Another tab has given numbers to mutations that were aside. */
  private dropTaken(mutations: readonly PendingMutation[], found: readonly AsideRecord[]): void {
    const taken = this.aside.missing(mutations, found);
    this.aside.forget(taken);
    this.host.store.drop(taken);
  }

  private decide(head: Head, { fresh }: Found, numbered: readonly PendingMutation[]): Write {
    const { store, rejections } = this.host;
    const shift = store.shift - this.fileShift;
    const moved = fresh.map((each) => ({ ...each, id: each.id - shift }));
    const lastId = this.leads ? Math.max(store.lastId, head.lastId - shift) : head.lastId;
    const appended = numbered.map((each, index) => toRecord(each, lastId + 1 + index));
    const next = { ...head, revision: head.revision + 1, lastId: lastId + numbered.length };
    const takenUp = this.aside.of(numbered);
    if (!this.leads || !this.dirty) {
      return { ...writeOf(next), pending: appended, takenUp };
    }
    const { clientId, point, processedId, sentId } = store;
    const acknowledgedId = rejections.acknowledgeable(clientId, processedId);
    const led = { ...next, clientId, point, processedId, sentId, acknowledgedId, rejections: rejections.all };
    if (!this.all && this.changes.size <= MAX_CHANGES) {
      return { ...writeOf(led), entries: [...this.changes.values()], settledId: processedId, pending: appended, takenUp };
    }
    const known = store.pending.filter(({ id }) => id !== UNNUMBERED).map((each) => toRecord(each, each.id));
    const entries = Array.from(store.baseEntries.all(), ([key, value]) => ({ key, value }));
    return { ...writeOf(led), clear: true, entries, settledId: processedId, pending: [...known, ...moved, ...appended], takenUp };
  }

  private commitOf({ head, clear, entries, pending }: Write, count: number): Commit {
    const step = this.leads && this.dirty
      ? { entries: clear ? null : entries, point: head.point, processedId: head.processedId, outcomes: this.outcomes } : null;
    return { revision: head.revision, schemaVersion: head.schemaVersion, appended: pending.slice(pending.length - count), step };
  }

  private written(head: Head, fresh: readonly PendingRecord[], numbered: readonly PendingMutation[], shift: number): void {
    const { store } = this.host;
    this.aside.forget(numbered);
    // What the others have appended meanwhile has its place before what was appended now.
    this.insert(fresh);
    const since = store.shift - shift;
    numbered.forEach((mutation, index) => store.number(mutation, head.lastId - numbered.length + 1 + index - since));
    this.fileShift = shift;
    this.fileLastId = head.lastId;
    this.acknowledgedId = head.acknowledgedId;
    this.clientId = head.clientId;
    if (this.leads || head.revision === this.revision + 1) {
      this.revision = head.revision;
    } else {
      // The others' writes before it are on their way.
      this.waiting.set(head.revision, { revision: head.revision, schemaVersion: head.schemaVersion, appended: [], step: null });
    }
    this.catchUp();
    numbered.forEach((mutation) => this.host.numbered(mutation));
  }

  private check(head: Head | null, led: boolean): Head {
    if (!head || !isWhole(head)) {
      throw new UnreadableError(head ? 'What is stored is damaged' : 'What was stored is gone');
    }
    if (head.format > FORMAT) {
      throw new UnreadableError('What is stored was written by a newer version of this client');
    }
    if (head.schemaVersion > this.host.schemaVersion) {
      throw new UpdateNeededError();
    }
    if (led && this.leads && head.term !== this.term) {
      throw new DeposedError();
    }
    return head;
  }

  /** Do something with the file. Returns whether that worked; where it didn't, the host was told. */
  private async guard(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (problem) {
      if (this.closed) {
        return false;
      }
      if (problem instanceof StaleError) {
        await this.reload();
        return !this.closed;
      }
      if (problem instanceof DeposedError) {
        this.leads = false;
        this.host.deposed();
      } else if (problem instanceof UpdateNeededError) {
        this.host.outdated();
      } else {
        this.host.lost(problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem));
      }
      return false;
    }
  }

  /** What the file doesn't have as it should. */
  private unwritten(): PendingMutation[] {
    return this.unnumbered().filter((each) => this.tab === undefined || !this.aside.has(each));
  }

  private unnumbered(): PendingMutation[] {
    return this.host.store.pending.filter(({ id }) => id === UNNUMBERED);
  }

  private forget(): void {
    this.changes = new Map();
    this.outcomes = [];
    this.all = false;
    this.dirty = false;
  }
}

/** How many writes of others may wait for one that is missing. */
const MAX_WAITING = 20;

function firstHead(clientId: string, schemaVersion: number): Head {
  return {
    format: FORMAT, revision: 1, term: 0, schemaVersion, clientId, point: null,
    lastId: 0, processedId: 0, acknowledgedId: 0, sentId: 0, rejections: []
  };
}

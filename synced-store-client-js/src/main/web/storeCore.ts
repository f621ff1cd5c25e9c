import { encodeCall } from './calls.js';
import { StoreClosedError, SyncedStoreError, UpdateNeededError } from './errors.js';
import type { Json } from './json.js';
import { LiveQueries } from './liveQueries.js';
import type { Change } from './local/entries.js';
import { type ChangedKeys, LocalStore, type LocalStoreListener, type Outcome } from './local/localStore.js';
import { MutationRunner } from './local/mutationRunner.js';
import { type PendingMutation, UNNUMBERED } from './local/pendingMutation.js';
import { Rejections } from './local/rejections.js';
import { Observers } from './observation/observers.js';
import type { StoreSetup } from './options.js';
import { watchPage } from './pageLifecycle.js';
import { type Deferred, deferred } from './promises.js';
import { type Commit, Keeper, type KeeperHost, type ToldOutcome } from './storage/keeper.js';
import { StoreEvents } from './storeEvents.js';
import { Engine, type EngineHost } from './sync/engine.js';
import { Leadership, type LeadershipHost } from './tabs/leadership.js';
import type { ConnectionStatus, LeaderEvent, TabGroup } from './tabs/tabGroup.js';
import { WhoAmI } from './whoAmI.js';

/** What became of a call. */
export interface MutationResult {
  /** The mutation's number among those of its client. It may get another one later. */
  readonly id: number;
  /** Resolves when the server has run it and the local copy has its effects; rejects with code and message if it refused. */
  readonly confirmed: Promise<void>;
}

/** A mutation whose outcome the local copy doesn't have yet. */
export interface Pending {
  /** Its number, or null as long as it is not stored. */
  readonly id: number | null;
  /** The name of the mutator. */
  readonly mutator: string;
  /** What it was called with. */
  readonly args: Json;
}

/** Puts the parts of a store together, and brings news from each to the others. */
export class StoreCore implements LocalStoreListener, KeeperHost, EngineHost, LeadershipHost {
  readonly events = new StoreEvents();
  readonly queries = new LiveQueries();
  readonly rejections = new Rejections();
  readonly observers = new Observers();
  readonly setup: StoreSetup;
  readonly store: LocalStore;
  readonly engine: Engine;
  readonly opened: Deferred<void> = deferred();

  private file: Keeper | undefined;
  private leadership: Leadership | undefined;
  /** All tabs in which the user has any store open. */
  private account: TabGroup | undefined;
  private who: WhoAmI | undefined;
  private isOpen = false;
  private outdatedReason: UpdateNeededError | undefined;
  /** Which compiled mutators the server hands out, by whoever knows. */
  private serverMutators: string | undefined;
  private ended = false;
  private takingBack = false;
  private readonly numberings = new Map<PendingMutation, Deferred<void>>();
  private readonly closing: Deferred<void> = deferred();
  private readonly unwatch: () => void;
  private pendingNow: readonly Pending[] | undefined;

  constructor(given: StoreSetup) {
    const setup = { ...given, transport: this.observers.around(given.transport) };
    this.setup = setup;
    const userId = setup.userId ?? setup.users.get() ?? null;
    this.store = new LocalStore(setup.uuid(), userId, new MutationRunner(setup.mutators, setup.schemaVersion, setup.migrations), this);
    this.engine = new Engine(this);
    this.unwatch = watchPage({
      networkChanged: () => this.networkChanged(),
      shown: () => this.shown(),
      sleeping: () => this.leadership?.sleep(),
      resumed: () => this.leadership?.resume()
    });
    if (userId !== null) {
      void this.open(userId);
    } else {
      this.who = new WhoAmI(this.engine.environment, (answered) => void this.open(answered));
      if (!setup.offline) {
        void this.who.ask();
      }
    }
  }

  get keeper(): Keeper {
    return this.file!;
  }

  get scheduler(): StoreSetup['scheduler'] {
    return this.setup.scheduler;
  }

  get uuid(): () => string {
    return this.setup.uuid;
  }

  get random(): () => number {
    return this.setup.random;
  }

  get schemaVersion(): number {
    return this.setup.schemaVersion;
  }

  /** Whether what is done here outlives this page. */
  get isDurable(): boolean {
    return this.file !== undefined;
  }

  /** The name of the database, the lock and the channel. */
  get name(): string {
    return `${this.accountPrefix}${this.setup.storeType}/${this.setup.instanceId}${this.setup.copy}`;
  }

  /** What is pending, the same object as long as it is the same. */
  get pending(): readonly Pending[] {
    // Those that belong to an earlier id of the client have none above 0: only the base can tell of them any more.
    this.pendingNow ??= Object.freeze(this.store.pending.filter(({ id }) => id > 0).map(({ id, call }) =>
      ({ id: id === UNNUMBERED ? null : id, mutator: call.name, args: call.args })));
    return this.pendingNow;
  }

  /** What the names of all stores of the user begin with. */
  get accountPrefix(): string {
    return `synced-store ${this.setup.base} ${encodeURIComponent(this.store.userId ?? '')} `;
  }

  /** Not asynchronous up to the mutator's run: what it does can be seen as soon as this returns. */
  async mutate(name: string, args: unknown): Promise<MutationResult> {
    if (!this.isOpen) {
      await this.opened.promise;
    }
    if (this.outdatedReason) {
      throw this.outdatedReason;
    }
    const call = encodeCall(name, args, this.setup.schemaVersion, this.setup.uuid);
    const mutation = this.store.append(call);
    this.observers.made(mutation);
    const confirmed = this.events.expect(call.nonce);
    if (this.file) {
      const numbering = deferred();
      this.numberings.set(mutation, numbering);
      this.file.schedule();
      await numbering.promise;
    } else {
      this.store.number(mutation, this.store.lastId + 1);
      this.engine.wake();
    }
    return { id: this.numberOf(mutation), confirmed: confirmed.promise };
  }

  /** Pull, by whoever talks with the server. */
  pull(): Promise<void> {
    const pulled = deferred();
    if (this.ended) {
      pulled.reject(new StoreClosedError('The store is closed'));
    } else if (this.leadership) {
      this.leadership.pull(pulled.resolve);
    } else {
      this.engine.pull(pulled.resolve);
    }
    return Promise.race([pulled.promise, this.closing.promise]);
  }

  goOnline(): void {
    this.engine.goOnline();
    if (this.who) {
      void this.who.ask();
      this.who.hurry();
    }
    if (this.isOpen) {
      this.leadership?.comeBack();
    }
  }

  goOffline(): void {
    this.engine.goOffline();
    if (this.isOpen) {
      this.leadership?.goAway(this.setup.tab());
    }
  }

  credentialsChanged(): void {
    this.who?.hurry();
    this.engine.credentialsChanged();
    this.leadership?.post({ type: 'credentials' });
  }

  /** There is a listener for rejections: tell it what nobody was told. */
  tellUnread(): void {
    this.told(this.events.tellUnread(this.rejections.untold()));
  }

  /** The user has signed out. */
  async logout(erase: boolean): Promise<void> {
    const reason = 'The user has signed out';
    const prefix = this.accountPrefix;
    this.setup.users.set(undefined);
    await this.file?.idle();
    this.account?.post({ type: 'gone', reason });
    this.gone(reason);
    if (erase) {
      await this.setup.storage?.erase(prefix);
    }
  }

  end(reason: string): void {
    if (this.ended) {
      return;
    }
    this.ended = true;
    this.store.closed = true;
    this.unwatch();
    this.who?.stop();
    this.engine.stop();
    this.leadership?.leave();
    this.account?.leave();
    this.file?.close();
    this.queries.clear();
    const closed = new StoreClosedError(reason);
    this.numberings.forEach((each) => each.reject(closed));
    this.opened.reject(closed);
    this.closing.reject(closed);
    this.events.end(reason);
    this.setup.release();
  }

  // What the local store tells.

  moved(patches: readonly Change[] | null): void {
    this.file?.moved(patches);
    this.observers.moved(patches, this.store, this.rejections);
  }

  changed(keys: ChangedKeys): void {
    this.queries.changed(keys);
  }

  settled(outcomes: readonly Outcome[]): void {
    this.observers.settled(outcomes);
    if (this.engine.isRunning) {
      const told = outcomes.map((each): ToldOutcome => ({ nonce: each.mutation.call.nonce, rejection: this.rejections.add(each) }));
      if (this.file) {
        // Told when it is stored: until then another tab may have taken the lead, and know better.
        this.file.settled(told);
      } else {
        this.learned(told);
        this.engine.filedSettled();
      }
    }
  }

  pendingChanged(): void {
    if (this.pendingNow) {
      this.pendingNow = undefined;
      queueMicrotask(() => this.events.pendingChanged.tell(undefined));
    }
  }

  // What the keeper tells.

  committed(commit: Commit): void {
    this.leadership?.post({ type: 'commit', commit });
    this.engine.wake();
  }

  puttingAside(tab: string): void {
    this.leadership?.post({ type: 'aside', tab });
  }

  numbered(mutation: PendingMutation): void {
    this.numberings.get(mutation)?.resolve();
    this.numberings.delete(mutation);
  }

  learned(outcomes: readonly ToldOutcome[] | null): void {
    const told = outcomes ? this.events.settle(outcomes)
      : this.events.settleMissing(new Set(this.store.pending.map(({ call }) => call.nonce)), (nonce) => this.rejections.find(nonce));
    this.told(told);
    this.dataCame();
  }

  outdated(): void {
    if (!this.outdatedReason && !this.ended) {
      const reason = new UpdateNeededError();
      this.outdatedReason = reason;
      this.engine.stop();
      this.leadership?.leave();
      this.file?.close();
      this.numberings.forEach((numbering, mutation) => {
        this.events.forget(mutation.call.nonce);
        this.store.retract(mutation);
        numbering.reject(reason);
      });
      this.numberings.clear();
      this.open_();
      this.events.setStatus('disconnected');
      this.events.updateNeeded.is(reason.message);
    }
  }

  lost(reason: string): void {
    const { file } = this;
    const { storage } = this.setup;
    if (this.ended || this.outdatedReason) {
      return;
    }
    if (!file?.hasAside || !storage) {
      this.goAlone(reason);
    } else if (!this.takingBack) {
      this.takingBack = true;
      const pause = (delay: number): Promise<void> => new Promise((resolve) => void this.scheduler.schedule(delay, resolve));
      void file.takeBack(storage, this.name, pause).then((left) => {
        this.abandon(left);
        this.store.drop(left);
        if (!this.ended) {
          this.goAlone(reason);
        }
      });
    }
  }

  deposed(): void {
    this.leadership?.deposed();
  }

  // What the engine tells.

  stored(): { readonly clientId: string; readonly acknowledgedId: number } | undefined {
    return this.file;
  }

  statusChanged(status: ConnectionStatus, pulled: boolean): void {
    this.events.setStatus(status);
    if (pulled) {
      this.dataCame();
      this.events.serverData.resolve();
    }
    this.leadership?.tellStatus();
  }

  happened(event: LeaderEvent): void {
    this.leadership?.post({ type: 'event', event });
    this.happenedElsewhere(event);
  }

  // What other tabs tell.

  statusFromLeader(status: ConnectionStatus, pulled: boolean): void {
    this.statusChanged(status, pulled);
  }

  happenedElsewhere({ name, detail }: LeaderEvent): void {
    if (name === 'userMismatch') {
      this.setup.users.set(undefined);
      this.gone(detail);
    } else if (name === 'updateNeeded') {
      this.events.updateNeeded.is(detail);
    } else {
      this.events[name].tell(detail);
    }
  }

  mutatorsOfServer(hash: string): void {
    if (this.serverMutators !== hash) {
      this.serverMutators = hash;
      if (this.setup.mutatorsHash && this.setup.mutatorsHash !== hash) {
        this.events.updateNeeded.is('The mutators of this page are not those of the server any more');
      }
    }
    // Each tab compares them with its own, which need not be the leader's.
    this.leadership?.tellStatus();
  }

  toldElsewhere(nonces: readonly string[]): void {
    if (this.rejections.told(nonces)) {
      this.file?.moved([]);
    }
  }

  apart(): void {
    // Whoever says so leads, whatever this tab has thought.
    this.engine.stop();
    this.goAlone('Another tab has lost the storage');
  }

  /** The lock was stolen from a leader that has no file any more: what is in it is another tab's business. */
  robbed(): void {
    this.engine.stop();
    this.leadership?.leave();
    this.leadership = undefined;
    this.leave(this.engine.leftId);
    this.engine.start(true);
  }

  /** Whoever sits here now is not to see what there was. */
  private gone(reason: string): void {
    this.end(reason);
    this.store.forget();
    this.rejections.restore([]);
    this.pendingNow = undefined;
  }

  private async open(userId: string): Promise<void> {
    this.who = undefined;
    this.store.userId = userId;
    this.setup.users.set(userId);
    const { storage, tabs, notKept } = this.setup;
    if (!storage || !tabs) {
      this.goAlone(notKept);
      return;
    }
    this.account = tabs(this.accountPrefix, {
      message: (message) => message.type === 'gone' && this.gone(message.reason), elected: () => undefined, deposed: () => undefined
    });
    try {
      const file = await storage.open(this.name, (reason) => this.lost(reason));
      this.file = new Keeper(file, this);
      this.leadership = new Leadership(tabs, this.name, this);
      await this.file.join(this.store.clientId, this.engine.isOnline ? undefined : this.setup.tab());
    } catch (problem) {
      if (problem instanceof UpdateNeededError) {
        this.outdated();
      } else {
        this.lost(String(problem));
      }
      return;
    }
    if (this.ended) {
      this.file?.close();
    } else if (this.file && !this.outdatedReason) {
      void globalThis.navigator?.storage?.persist?.().catch(() => false);
      this.open_();
      this.begin(this.file, this.leadership);
    }
  }

  private begin(file: Keeper, leadership: Leadership): void {
    const tab = this.setup.tab();
    if (!this.engine.isOnline) {
      leadership.goAway(tab);
      return;
    }
    leadership.start();
    // It may have been offline up to now, or when its page was loaded last.
    void file.comeBack().then(() => file.absent.has(tab) ? file.takeUp(tab) : undefined);
  }

  private open_(): void {
    if (!this.isOpen && !this.ended) {
      this.isOpen = true;
      this.opened.resolve();
      this.queries.start();
      this.dataCame();
    }
  }

  /** Nothing is kept from now on, and this tab talks with the server itself. */
  private goAlone(reason: string | undefined): void {
    if (this.isOpen && !this.file) {
      return;
    }
    const led = this.engine.isRunning;
    const shared = this.file !== undefined;
    this.file?.close();
    this.file = undefined;
    if (led) {
      this.engine.leaveFile();
      this.store.pending.filter(({ id }) => id === UNNUMBERED).forEach((each) => this.store.number(each, this.store.lastId + 1));
      this.leadership?.sayApart();
    } else {
      this.leadership?.leave().forEach((pulled) => this.engine.pull(pulled));
      this.leadership = undefined;
      if (shared) {
        this.leave(this.store.lastId);
      }
    }
    this.numberings.forEach((each) => each.resolve());
    this.numberings.clear();
    this.open_();
    if (reason !== undefined) {
      this.events.storageLost.is(reason);
    }
    this.engine.start(!led);
    this.engine.wake();
  }

  private leave(leftId: number): void {
    this.abandon(this.store.pending.filter(({ id }) => id <= leftId));
    this.store.leave(this.setup.uuid(), leftId);
  }

  private abandon(left: readonly PendingMutation[]): void {
    this.events.abandon(left.map(({ call }) => call.nonce), new SyncedStoreError('The storage was lost, so the outcome will not be known here'));
  }

  /** A mutation's number, or the one that it would get if this tab were not offline. */
  private numberOf(mutation: PendingMutation): number {
    const { store } = this;
    return mutation.id === UNNUMBERED ? store.lastId + 1 + store.pending.filter(({ id }) => id === UNNUMBERED).indexOf(mutation) : mutation.id;
  }

  private networkChanged(): void {
    this.who?.hurry();
    this.engine.awoken();
  }

  private shown(): void {
    this.who?.hurry();
    this.engine.hurry();
    this.leadership?.shown();
  }

  private told(nonces: readonly string[]): void {
    if (nonces.length > 0 && this.rejections.told(nonces)) {
      this.file?.moved([]);
      this.leadership?.post({ type: 'told', nonces });
    }
  }

  private dataCame(): void {
    if (this.isOpen && this.store.point) {
      this.events.localData.resolve();
    }
  }
}

import { browserSetup } from './browserSetup.js';
import { callAction } from './actions.js';
import type { Unsubscribe } from './liveQueries.js';
import { type LiveValue, liveValue } from './liveValue.js';
import { LiveResult, LiveTable, type TableCallback } from './liveResult.js';
import type { HistoryPoint } from './local/localStore.js';
import type { Mutators } from './local/mutationRunner.js';
import type { ReadContext, Table, TableReader } from './local/tables.js';
import type { Json } from './json.js';
import type { SystemMutatorCalls } from './members.js';
import type { Inspection, Observation } from './observation/observation.js';
import { inspect } from './observation/observers.js';
import type { SyncedStoreOptions } from './options.js';
import { type MutationResult, type Pending, StoreCore } from './storeCore.js';
import type { Rejection } from './storeEvents.js';
import type { ConnectionStatus } from './tabs/tabGroup.js';

/** What a call takes: nothing where all that could be passed may be left out. */
type Passed<A extends readonly unknown[]> = A extends readonly [infer O] ? ({} extends O ? [args?: O] : A) : A;

type Arguments<F> = F extends (ctx: never, ...args: infer A) => void ? Passed<A> : never;

/** Calls of mutators by their names, the system's among them, or by a name that the server alone has. */
export type MutatorCalls<M> = { readonly [N in keyof M]-?: (...args: Arguments<M[N]>) => Promise<MutationResult> }
  & SystemMutatorCalls & ((name: string, args?: unknown) => Promise<MutationResult>);

/** The actions of a store type by their names: what they take and what they come to. */
export type Actions = Readonly<Record<string, (args: never) => unknown>>;

/** Calls of actions by their names. */
export type ActionCalls<A extends Actions = Actions> = string extends keyof A
  ? Readonly<Record<string, (args?: unknown) => Promise<Json>>>
  : { readonly [N in keyof A]: (...args: Passed<Parameters<A[N]>>) => Promise<ReturnType<A[N]>> };

/**
 * A local copy of a space: read and changed at once, also offline, and kept together with the server's in the
 * background. Tabs of one user share what is stored and one connection.
 */
export class SyncedStore<M extends Mutators = Mutators, A extends Actions = Actions> {
  /**
   * Change the space: `await store.mutate.addTodo({...})`. The mutator runs on the local copy before this returns its
   * promise, which resolves when the mutation is stored, and rejects if it is refused at once.
   */
  readonly mutate: MutatorCalls<M>;
  /** Call an action, which runs on the server alone: `await store.action.sendInvitations({...})`. */
  readonly action: ActionCalls<A>;

  private readonly core: StoreCore;

  constructor(private readonly options: SyncedStoreOptions<M>) {
    const core = new StoreCore(browserSetup(options));
    this.core = core;
    this.mutate = named((name, args) => core.mutate(name, args)) as MutatorCalls<M>;
    this.action = named((name, args) => callAction(core, name, args)) as unknown as ActionCalls<A>;
  }

  /** Read the local copy as it is now. */
  query<R>(query: (ctx: ReadContext) => R): R {
    return this.core.store.query(query);
  }

  /**
   * Be told the result of a query, first soon and then whenever it has changed. The query runs again only when a change
   * touches what it has read, so it must depend on nothing else.
   */
  subscribe<R>(query: (ctx: ReadContext) => R, callback: (result: R) => void): Unsubscribe {
    return this.core.queries.add(new LiveResult(this.core.store, query, callback));
  }

  /** The result of a query as frameworks want it, see {@link LiveValue}: `useSyncExternalStore(live.subscribe, live.current)`. */
  live<R>(query: (ctx: ReadContext) => R): LiveValue<R> {
    return liveValue(this, query);
  }

  /** Be told what happens in a table of shared entries, or in one that is found by a function; first what is there, as added. */
  subscribeToTable<T>(table: string | Table<T> | ((ctx: ReadContext) => TableReader<T>), callback: TableCallback<T>): Unsubscribe {
    const named: Table<T> | undefined = typeof table === 'string' ? { name: table } : typeof table === 'object' ? table : undefined;
    const find = named ? (ctx: ReadContext): TableReader<T> => ctx.table(named) : table as (ctx: ReadContext) => TableReader<T>;
    return this.core.queries.add(new LiveTable(this.core.store, find, callback));
  }

  /** Whether the store is in touch with its server, by whichever tab. */
  get connectionStatus(): ConnectionStatus {
    return this.core.events.status;
  }

  /** Be told when that changes. */
  onConnectionStatus(listener: (status: ConnectionStatus) => void): Unsubscribe {
    return this.core.events.statusChanged.add(listener);
  }

  /** The mutations whose outcome the local copy doesn't have yet, of all tabs, in order. */
  get pending(): readonly Pending[] {
    return this.core.pending;
  }

  /** The keys, as they are on the wire, of the entries that pending mutations have changed here. */
  get unconfirmed(): ReadonlySet<string> {
    return this.core.store.unconfirmed();
  }

  /** Be told when other mutations are pending than before. */
  onPending(listener: () => void): Unsubscribe {
    return this.core.events.pendingChanged.add(listener);
  }

  /** Be told of every mutation that the server refuses, also of one that was made before the page was loaded. */
  onRejected(listener: (rejection: Rejection) => void): Unsubscribe {
    const end = this.core.events.rejected.add(listener);
    queueMicrotask(() => this.core.tellUnread());
    return end;
  }

  /** Be told when the server, or another tab, runs a newer version of the application. */
  onUpdateNeeded(listener: (detail: string) => void): Unsubscribe {
    return this.core.events.updateNeeded.add(listener);
  }

  /** Be told when nothing can be stored, so that everything goes on in memory until the page is closed. */
  onStorageLost(listener: (reason: string) => void): Unsubscribe {
    return this.core.events.storageLost.add(listener);
  }

  /** Be told when the server doesn't accept the credentials. */
  onUnauthenticated(listener: (detail: string) => void): Unsubscribe {
    return this.core.events.unauthenticated.add(listener);
  }

  /** Be told when the user may not open the space. It is tried again now and then, and after `credentialsChanged`. */
  onAccessDenied(listener: (detail: string) => void): Unsubscribe {
    return this.core.events.accessDenied.add(listener);
  }

  /** Be told when the space was deleted, with all that is in it. */
  onSpaceDeleted(listener: (detail: string) => void): Unsubscribe {
    return this.core.events.spaceDeleted.add(listener);
  }

  /** Be told when the store has closed: by `dispose` or `logout`, here or in another tab, or because somebody else is signed in. */
  onClosed(listener: (reason: string) => void): Unsubscribe {
    return this.core.events.closed.add(listener);
  }

  /** Resolves when there is something from the server to read, now or kept from earlier. */
  waitForLocalData(): Promise<void> {
    return this.core.events.localData.promise;
  }

  /** Resolves when the server was asked since the page was loaded. */
  waitForServerData(): Promise<void> {
    return this.core.events.serverData.promise;
  }

  /** Resolves when all that is pending now has an outcome, and the local copy is as new as the server's was at that time. */
  async waitForSync(): Promise<void> {
    await this.core.events.afterAll(new Set(this.core.store.pending.map(({ call }) => call.nonce)));
    await this.core.pull();
  }

  /**
   * Cut this tab off, from the server and from other tabs, until `goOnline`. All else goes on: what is done here is stored,
   * and shown here alone. Other tabs go on as they were.
   */
  goOffline(): void {
    this.core.goOffline();
  }

  /** Take part again, so that what was done here is sent, and what others did comes; or try again now. */
  goOnline(): void {
    this.core.goOnline();
  }

  /** The headers give something else from now on: try at once what was denied. */
  credentialsChanged(): void {
    this.core.credentialsChanged();
  }

  /** The user of this store, or null as long as nobody knows. */
  get userId(): string | null {
    return this.core.store.userId;
  }

  /** The id under which the server knows this copy. It may change. */
  get clientId(): string {
    return this.core.store.clientId;
  }

  /** Whether what is done here outlives this page. */
  get isDurable(): boolean {
    return this.core.isDurable;
  }

  /** Whether the store takes no part any more. */
  get isClosed(): boolean {
    return this.core.store.closed;
  }

  /** What the store knows at this moment, for tests and diagnosis. */
  snapshot(): { readonly point: HistoryPoint | null; readonly base: ReadonlyMap<string, Json>; readonly entries: ReadonlyMap<string, Json> } {
    const { store } = this.core;
    return { point: store.point, base: new Map(store.baseEntries.all()), entries: store.snapshot() };
  }

  /** What the store is made of at this moment, for those who look at how it works: cheap, for it holds what is pending alone. */
  inspect(): Inspection {
    return inspect(this.core.store, this.core.engine.isRunning);
  }

  /**
   * Be told of what goes over the wire and of each rebase, for those who look at how the store works. A tab that doesn't
   * talk with the server itself sees the rebases alone.
   */
  observe(listener: (observation: Observation) => void): Unsubscribe {
    return this.core.observers.add(listener, this.core.store);
  }

  /** Counts the changes of what queries see. */
  get generation(): number {
    return this.core.store.generation;
  }

  /**
   * The user signs out: the store closes in all tabs, and nobody is remembered. What was not sent waits until the user is
   * back, or is deleted with all else that this browser has of the user, in all stores, with `erase`.
   */
  async logout({ erase = false }: { readonly erase?: boolean } = {}): Promise<void> {
    await this.core.logout(erase);
  }

  /**
   * Somebody else signs in: this store closes in all tabs, with what was not sent kept for its user, and a store of the
   * other takes its place.
   */
  switchUser(options: Partial<Pick<SyncedStoreOptions<M>, 'userId' | 'headers'>> = {}): SyncedStore<M, A> {
    void this.core.logout(false);
    const { userId: _former, ...others } = this.options;
    return new SyncedStore<M, A>({ ...others, ...options } as SyncedStoreOptions<M>);
  }

  /** Close the store in this tab. What is pending stays stored, and is sent when it is opened again. */
  dispose(): void {
    this.core.end('The store was closed');
  }
}

/** Functions by any name that is asked for. */
function named<R>(call: (name: string, args: unknown) => Promise<R>): unknown {
  const known = new Map<string, (args: unknown) => Promise<R>>();
  return new Proxy(call, {
    get: (_target, name) => {
      // Nobody may take this for a promise.
      if (typeof name !== 'string' || name === 'then') {
        return undefined;
      }
      const found = known.get(name) ?? ((args: unknown) => call(name, args));
      known.set(name, found);
      return found;
    }
  });
}

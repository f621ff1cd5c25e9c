import type { CallMigrations } from './local/callMigration.js';
import type { Mutators } from './local/mutationRunner.js';
import type { ClientStorage } from './storage/storeFile.js';
import type { Scheduler, SyncTimings } from './sync/scheduler.js';
import type { HeadersSource } from './sync/syncEnvironment.js';
import type { TabGroups } from './tabs/tabGroup.js';
import type { SyncTransport } from './transport/transport.js';

/** Says what a store is of and works with. Store type, instance and mutators are needed. */
export interface SyncedStoreOptions<M extends Mutators> {
  /** The kind of store, that of the mutators. */
  readonly storeType: string;
  /** Which one. */
  readonly instanceId: string;
  /** What runs here at once, by the names that the server's mutators have. */
  readonly mutators: M;
  /** The schema version under which this application makes mutations. */
  readonly schemaVersion?: number;
  /** What is shown for pending mutations of older schema versions, by the version that a step leads to. */
  readonly migrations?: CallMigrations;
  /**
   * The user's id at the server, where it is known. Without it the user is who was signed in last in this browser; the
   * first time the server is asked.
   */
  readonly userId?: string;
  /** Headers for every request and the CONNECT frame, such as a token or what protects against forged requests; asked for each time. */
  readonly headers?: () => Promise<Headers | Readonly<Record<string, string>>>;
  /**
   * Which copy of the space this is, where one browser keeps several for one user, as if on several devices. Tabs of one
   * copy share it; there is one if none is named.
   */
  readonly copy?: string;
  /** The server's origin, if not that of the page. */
  readonly server?: string;
  /** Where the server has the protocol. */
  readonly basePath?: string;
  /** Open as after `goOffline`: nothing goes out and nothing comes in before `goOnline`. */
  readonly offline?: boolean;
  /** Where the store is kept: in IndexedDB if not given, nowhere if null. */
  readonly storage?: ClientStorage | null;
  /** How tabs find each other, if not by the browser's locks and channels. Null: each is a client of its own. */
  readonly tabs?: TabGroups | null;
  /** Names this tab, also when its page is loaded anew, if not by the browser's session storage. */
  readonly tab?: string;
  /** Carries messages in place of fetch and WebSocket. */
  readonly transport?: SyncTransport;
  /** Keeps the time, in place of the page's and a worker's timers. */
  readonly scheduler?: Scheduler;
  /** How long to wait, if not as in `DEFAULT_TIMINGS`. */
  readonly timings?: SyncTimings;
  /** From 0 to below 1, for jitter. */
  readonly random?: () => number;
  /** Makes the ids of clients and mutations. */
  readonly uuid?: () => string;
}

/** What a store works with, complete. */
export interface StoreSetup {
  readonly storeType: string;
  readonly instanceId: string;
  readonly mutators: Mutators;
  readonly mutatorsHash: string | undefined;
  readonly schemaVersion: number;
  readonly migrations: CallMigrations;
  readonly userId: string | undefined;
  /** What the copy's name adds to that of the space. */
  readonly copy: string;
  readonly headers: HeadersSource;
  /** The server's address and the base path. */
  readonly base: string;
  readonly offline: boolean;
  readonly storage: ClientStorage | undefined;
  readonly tabs: TabGroups | undefined;
  /** Names this tab. */
  readonly tab: () => string;
  readonly transport: SyncTransport;
  readonly scheduler: Scheduler;
  readonly timings: SyncTimings;
  readonly random: () => number;
  readonly uuid: () => string;
  readonly users: RememberedUser;
  /** Why nothing is kept, where nothing is. */
  readonly notKept: string | undefined;
  /** Gives back what the store has taken of the browser. */
  readonly release: () => void;
}

/** Who was signed in last. */
export interface RememberedUser {
  get(): string | undefined;
  set(userId: string | undefined): void;
}

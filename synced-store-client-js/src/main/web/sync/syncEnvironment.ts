import type { LocalStore } from '../local/localStore.js';
import type { SyncTransport } from '../transport/transport.js';
import type { Scheduler, SyncTimings } from './scheduler.js';

/** Headers for every request and the CONNECT frame, such as a token's; asked for each time. */
export type HeadersSource = () => Promise<Readonly<Record<string, string>>>;

/** Is told what the application may want to know. */
export interface SyncObserver {
  /** A pull is over, and the base is as new as the server's was when it began. */
  pulled(): void;
  /** The server can be reached, or can't. */
  connected(connected: boolean): void;
  unauthenticated(): void;
  accessDenied(detail: string): void;
  /** The server no longer speaks with this version of the application. */
  updateNeeded(detail: string): void;
  /** The server hands out these compiled mutators, this page's own or others. */
  mutatorsOfServer(hash: string): void;
  /** Somebody else is signed in: the store takes no part any more. */
  userMismatch(detail: string): void;
  spaceDeleted(detail: string): void;
  /** Nothing is to be left of what the user did in the space. */
  userErased(): void;
}

/** What the store keeps of its progress, and is told of the loop's. */
export interface Ledger {
  /** The latest mutation whose outcome is durably stored and told. */
  readonly acknowledgedId: number;
  /** The highest id for which this client believes the server that it was processed. */
  readonly believableId: number;
  /** The highest id that may be sent. */
  readonly sendableId: number;
  /** Whether it is known that no other copy of this client is at work. */
  readonly isProven: boolean;
  /** The server has accepted a push, so there is no other copy of this client. */
  proven(): void;
  /** The server has said up to where another copy of this client has the same mutations. */
  provenUpTo(id: number): void;
  /** The client has a new id. */
  renumbered(): void;
}

/** What the sync loop works with. */
export interface SyncEnvironment {
  readonly storeType: string;
  readonly instanceId: string;
  readonly schemaVersion: number;
  /** Tells the mutators that the server's build has compiled from others, if the store has such. */
  readonly mutatorsHash: string | undefined;
  readonly timings: SyncTimings;
  readonly store: LocalStore;
  readonly ledger: Ledger;
  readonly transport: SyncTransport;
  readonly headers: HeadersSource;
  readonly scheduler: Scheduler;
  /** From 0 to below 1, as Math.random. */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly observer: SyncObserver;
}

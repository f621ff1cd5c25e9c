import type { LocalStore } from '../local/localStore.js';
import type { Rejections } from '../local/rejections.js';
import type { StoreSetup } from '../options.js';
import type { ConnectionStatus, LeaderEvent } from '../tabs/tabGroup.js';
import type { Ledger, SyncEnvironment, SyncObserver } from './syncEnvironment.js';
import { SyncLoop } from './syncLoop.js';

/** What the engine works for. */
export interface EngineHost {
  readonly setup: StoreSetup;
  readonly store: LocalStore;
  readonly rejections: Rejections;
  /** What is durably stored of the client, or undefined where nothing is kept. */
  stored(): { readonly clientId: string; readonly acknowledgedId: number } | undefined;
  statusChanged(status: ConnectionStatus, pulled: boolean): void;
  happened(event: LeaderEvent): void;
  mutatorsOfServer(hash: string): void;
}

/** Runs a sync loop while this tab is the one that talks with the server. */
export class Engine implements Ledger, SyncObserver {
  /** Whether the application wants to talk with the server. */
  isOnline: boolean;
  /** Whether a pull was answered. */
  hasPulled = false;
  status: ConnectionStatus = 'disconnected';
  /** Which compiled mutators the server hands out, as far as this tab was told. */
  serverMutators: string | undefined;
  readonly environment: SyncEnvironment;

  private loop: SyncLoop | undefined;
  /** Up to this id, what was sent was sent before the storage was opened, possibly by another copy of it. */
  private provenId = Infinity;
  private waiting: (() => void)[] = [];
  /** Up to this id, mutations are in a file that nobody can write any more, and that somebody may read again. */
  private filedId = Infinity;

  constructor(private readonly host: EngineHost) {
    const { setup, store } = host;
    this.isOnline = !setup.offline;
    this.environment = { ...setup, store, ledger: this, observer: this };
  }

  get isRunning(): boolean {
    return this.loop !== undefined;
  }

  get acknowledgedId(): number {
    const { rejections, store } = this.host;
    const stored = this.host.stored();
    return !stored ? rejections.acknowledgeable(store.clientId, store.processedId)
      : stored.clientId === store.clientId ? stored.acknowledgedId : 0;
  }

  get believableId(): number {
    return Math.min(this.host.store.sentId, this.provenId);
  }

  get isProven(): boolean {
    return this.provenId === Infinity;
  }

  get sendableId(): number {
    const stored = this.host.stored();
    // Nothing is sent under an id that nobody would know of any more if this page ended now.
    return !stored || stored.clientId === this.host.store.clientId ? this.filedId : -Infinity;
  }

  proven(): void {
    this.provenId = Infinity;
  }

  provenUpTo(id: number): void {
    this.provenId = Math.max(this.provenId, id);
  }

  renumbered(): void {
    this.provenId = Infinity;
    this.filedId = Infinity;
  }

  /**
   * The file can't be written any more. What is in it is sent under the ids that it has there, so that whoever reads it
   * again finds out that it was; all else goes under another client id afterwards, of which the file knows nothing.
   */
  leaveFile(): void {
    this.filedId = this.host.store.lastId;
    this.filedSettled();
  }

  /** What is in the file may be settled. */
  filedSettled(): void {
    if (this.host.store.processedId >= this.filedId) {
      this.loop?.becomeAnotherClient(this.host.store.processedId);
    }
  }

  /** Up to where mutations are known to be in the file. */
  get leftId(): number {
    return this.filedId === Infinity ? 0 : this.filedId;
  }

  /** @param own whether this client has made its id itself, just now */
  start(own: boolean): void {
    if (!this.loop) {
      this.provenId = own ? Infinity : this.host.store.sentId;
      this.loop = new SyncLoop(this.environment);
      this.waiting.splice(0).forEach((pulled) => this.pull(pulled));
      if (this.isOnline) {
        this.connecting();
        this.loop.goOnline();
      }
    }
  }

  stop(): void {
    this.loop?.close();
    this.loop = undefined;
    this.status = 'disconnected';
    this.serverMutators = undefined;
  }

  goOnline(): void {
    this.isOnline = true;
    if (this.loop) {
      this.connecting();
      this.loop.goOnline();
    }
  }

  goOffline(): void {
    this.isOnline = false;
    this.loop?.goOffline();
  }

  wake(): void {
    this.loop?.wake();
  }

  /** There is hope that what has failed works now. */
  hurry(): void {
    this.loop?.hurry();
  }

  awoken(): void {
    this.loop?.awoken();
  }

  credentialsChanged(): void {
    this.loop?.credentialsChanged();
  }

  /** Pull, and say when it is done, which may take until this tab talks with the server. */
  pull(pulled: () => void): void {
    if (this.loop) {
      this.loop.puller.request(pulled);
    } else {
      this.waiting.push(pulled);
    }
  }

  pulled(): void {
    this.hasPulled = true;
    this.host.statusChanged(this.status, true);
  }

  connected(connected: boolean): void {
    if (!connected) {
      // It may come back with others.
      this.serverMutators = undefined;
    }
    this.setStatus(connected ? 'connected' : 'disconnected');
  }

  unauthenticated(): void {
    this.host.happened({ name: 'unauthenticated', detail: 'The server did not accept the credentials' });
  }

  accessDenied(detail: string): void {
    this.host.happened({ name: 'accessDenied', detail });
  }

  updateNeeded(detail: string): void {
    this.host.happened({ name: 'updateNeeded', detail });
  }

  mutatorsOfServer(hash: string): void {
    if (this.serverMutators !== hash) {
      this.serverMutators = hash;
      this.host.mutatorsOfServer(hash);
    }
  }

  userMismatch(detail: string): void {
    this.host.happened({ name: 'userMismatch', detail });
  }

  spaceDeleted(detail: string): void {
    this.host.happened({ name: 'spaceDeleted', detail });
  }

  userErased(): void {
    this.host.rejections.erase();
  }

  private connecting(): void {
    if (this.status === 'disconnected') {
      this.setStatus('connecting');
    }
  }

  private setStatus(status: ConnectionStatus): void {
    if (this.status !== status) {
      this.status = status;
      this.host.statusChanged(status, this.hasPulled);
    }
  }
}

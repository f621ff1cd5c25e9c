import type { Delta } from '../protocol/messages.js';
import { DeltaInbox } from './deltaInbox.js';
import { Exchange, type Failure } from './exchange.js';
import { Failures } from './failures.js';
import type { Gate } from './gate.js';
import { PokeLink } from './pokeLink.js';
import { Puller } from './puller.js';
import { Pusher } from './pusher.js';
import type { SyncEnvironment } from './syncEnvironment.js';
import { Timer } from './scheduler.js';

/** How often to look whether the machine has slept, and how late a busy one may be without having. */
const SLEEP_INTERVAL = 10_000;
const SLEEP_TOLERANCE = 20_000;

/** Keeps a local store and its server together. */
export class SyncLoop {
  readonly exchange: Exchange;
  readonly inbox: DeltaInbox;
  readonly pusher: Pusher;
  readonly puller: Puller;
  readonly link: PokeLink;

  isOnline = false;
  isClosed = false;

  private readonly failures: Failures;
  private readonly sleep: Timer;
  /** Whether the last request had an answer, whatever it was. */
  private lineUp = true;
  private pullWorks = false;
  private joining = false;
  private newClients = 0;

  constructor(readonly environment: SyncEnvironment) {
    this.exchange = new Exchange(environment);
    this.inbox = new DeltaInbox(environment.store, environment.ledger);
    this.failures = new Failures(this);
    this.pusher = new Pusher(this);
    this.puller = new Puller(this);
    this.link = new PokeLink(this);
    this.sleep = new Timer(environment.scheduler);
  }

  /** Begin to talk with the server, or try again now. */
  goOnline(): void {
    if (this.isClosed) {
      return;
    }
    this.isOnline = true;
    this.watchSleep();
    this.hurry();
    this.link.connect();
    this.puller.request();
    this.pusher.wake();
  }

  /** There is hope that what has failed works now. */
  hurry(): void {
    this.link.gate.hurry();
    this.puller.gate.hurry();
    this.pusher.gate.hurry();
  }

  /** Stop talking with the server. Answers that are under way are still heard. */
  goOffline(): void {
    this.isOnline = false;
    this.silence();
    this.environment.observer.connected(false);
  }

  /** There is something to push. */
  wake(): void {
    this.pusher.wake();
  }

  /** The network may be another one, or the machine has slept. */
  awoken(): void {
    if (this.isOnline) {
      this.link.renew();
      this.puller.gate.hurry();
      this.puller.request();
      this.pusher.gate.hurry();
    }
  }

  /** There are other credentials: try at once what was denied. */
  credentialsChanged(): void {
    if (!this.isClosed) {
      this.failures.forget();
      this.link.stop();
      this.link.connect();
      this.puller.gate.open();
      this.puller.request();
      this.pusher.gate.open();
    }
  }

  /** Stop for good. Answers that are under way are not heard. */
  close(): void {
    this.isClosed = true;
    this.isOnline = false;
    this.silence();
  }

  /** An answer says who the user is. Returns whether that is the user of this store. */
  identify(userId: string): boolean {
    if (userId !== this.environment.store.userId) {
      this.userMismatch('The server knows the user as somebody else');
      return false;
    }
    return true;
  }

  userMismatch(detail: string): void {
    this.close();
    this.environment.observer.userMismatch(detail);
  }

  pullStarts(): void {
    // Where the line was down, the time for one thing is the time for the other.
    if (!this.lineUp) {
      this.link.gate.hurry();
    }
  }

  pullEnds(worked: boolean): void {
    this.pullWorks = worked;
    if (worked) {
      this.works();
    } else {
      this.tellWhetherConnected();
    }
  }

  pushEnds(): void {
    this.newClients = 0;
    this.works();
  }

  linkConnected(): void {
    this.puller.stopPolling();
    this.puller.gate.hurry();
    this.pusher.gate.hurry();
  }

  linkLost(): void {
    if (!this.puller.gate.isOpen) {
      this.tellWhetherConnected();
    }
    this.puller.request();
  }

  /** Who may not open the space has a connection, too, for a moment. What counts is that something comes over it. */
  tellWhetherConnected(): void {
    this.environment.observer.connected(this.isOnline && this.getsNews);
  }

  /** A poke came. It is joined behind all that has come with it already, so that a burst of pokes makes one rebase. */
  poked(delta: Delta): void {
    this.inbox.poked(delta);
    if (!this.joining) {
      this.joining = true;
      queueMicrotask(() => {
        this.joining = false;
        if (!this.isClosed && this.inbox.join(this.puller.isPulling)) {
          this.puller.request();
        }
      });
    }
  }

  /** A request failed in a way that means the same for all of them. */
  failed(failure: Failure, gate: Gate): void {
    this.lineUp = failure.status !== 0;
    this.failures.handle(failure, gate);
  }

  /** Take a new client id; mutations up to the common one keep belonging to the old. */
  becomeAnotherClient(commonId: number): void {
    const { store, ledger, uuid } = this.environment;
    const common = Math.max(store.processedId, Math.min(commonId, store.sentId));
    this.inbox.renumber(common);
    this.pusher.startOver();
    store.renumber(uuid(), common);
    ledger.renumbered();
    this.link.resubscribe();
    if (store.processedId < 0) {
      this.puller.request();
    }
    if (this.newClients++ > 0) {
      this.pusher.gate.retryLater();
      this.puller.gate.retryLater();
    }
    this.pusher.wake();
  }

  private works(): void {
    const recovered = !this.lineUp;
    this.lineUp = true;
    this.failures.forget();
    if (this.getsNews) {
      // A push that is answered before the first pull is no sign of being offline.
      this.tellWhetherConnected();
    }
    if (recovered) {
      this.hurry();
    }
  }

  private get getsNews(): boolean {
    return this.link.isSubscribed || this.pullWorks;
  }

  private silence(): void {
    this.sleep.stop();
    this.link.stop();
    this.puller.stop();
    this.pusher.stop();
  }

  /** The clock on the wall has gone on, the timers have not. */
  private watchSleep(): void {
    const last = this.environment.scheduler.now();
    this.sleep.start(SLEEP_INTERVAL, () => {
      const passed = this.environment.scheduler.now() - last;
      this.watchSleep();
      if (passed > SLEEP_INTERVAL + SLEEP_TOLERANCE) {
        this.awoken();
      }
    });
  }
}

import { readDelta } from '../protocol/reading.js';
import type { Delta } from '../protocol/messages.js';
import type { PokeConnection, PokeConnectionListener } from '../transport/transport.js';
import { Gate } from './gate.js';
import { Timer } from './scheduler.js';
import type { SyncLoop } from './syncLoop.js';

/** Keeps a connection for pokes, and a subscription on it. */
export class PokeLink {
  readonly gate: Gate;

  private readonly silence: Timer;
  private attempt: Attempt | undefined;
  private subscriptions = 0;
  /** Which compiled mutators the server hands out, as far as this subscription has told. */
  private serverMutators: string | undefined;

  constructor(private readonly loop: SyncLoop) {
    this.gate = new Gate(loop.environment, () => this.connect());
    this.silence = new Timer(loop.environment.scheduler);
  }

  get isLive(): boolean {
    return this.attempt?.isConnected === true;
  }

  /** Whether the server has sent something for the subscription: until then it may yet be refused. */
  get isSubscribed(): boolean {
    return this.attempt?.isSubscribed === true;
  }

  connect(): void {
    if (!this.loop.isOnline || this.attempt || !this.gate.isOpen) {
      return;
    }
    const started = new Attempt(this);
    this.attempt = started;
    this.listenForSilence();
    const { headers, transport } = this.loop.environment;
    headers().then((ready) => {
      if (this.isCurrent(started)) {
        started.connection = transport.connect(ready, started);
      }
    }).catch(() => started.closed());
  }

  resubscribe(): void {
    if (this.attempt?.isConnected) {
      this.attempt.connection?.unsubscribe(this.attempt.subscriptionId);
      this.loop.inbox.unsubscribed();
      this.subscribe(this.attempt);
    }
  }

  stop(): void {
    this.gate.reset();
    this.drop();
  }

  /** The network may be another one: connect anew. */
  renew(): void {
    this.stop();
    this.connect();
  }

  isCurrent(attempt: Attempt): boolean {
    return this.attempt === attempt;
  }

  wasConnected(attempt: Attempt): void {
    this.subscribe(attempt);
    this.loop.linkConnected();
  }

  received(headers: Readonly<Record<string, string>>, body: string): void {
    const code = headers['code'];
    if (code) {
      this.refused(code);
      return;
    }
    const { observer, mutatorsHash } = this.loop.environment;
    if (headers['mutators-hash']) {
      this.serverMutators = headers['mutators-hash'];
      observer.mutatorsOfServer(this.serverMutators);
      return;
    }
    if (mutatorsHash && !this.serverMutators) {
      // Where the server has others it says so first.
      this.serverMutators = mutatorsHash;
      observer.mutatorsOfServer(mutatorsHash);
    }
    this.listenForSilence();
    this.gate.succeeded();
    if (this.attempt && !this.attempt.isSubscribed) {
      this.attempt.isSubscribed = true;
      this.loop.tellWhetherConnected();
    }
    let delta: Delta;
    try {
      delta = readDelta(body);
    } catch {
      this.loop.puller.request();
      return;
    }
    this.loop.poked(delta);
  }

  broken(): void {
    const wasLive = this.isLive;
    this.drop();
    this.gate.retryLater();
    if (wasLive) {
      this.loop.linkLost();
    }
  }

  private subscribe(attempt: Attempt): void {
    const { storeType, instanceId, store, schemaVersion, mutatorsHash } = this.loop.environment;
    attempt.subscriptionId = String(this.subscriptions++);
    attempt.isSubscribed = false;
    this.serverMutators = undefined;
    attempt.connection?.subscribe(attempt.subscriptionId, `/spaces/${storeType}/${instanceId}`,
      { 'client-id': store.clientId, 'schema-version': String(schemaVersion), ...(mutatorsHash && { 'mutators-hash': mutatorsHash }) });
    this.listenForSilence();
  }

  private listenForSilence(): void {
    this.silence.start(this.loop.environment.timings.silence, () => this.broken());
  }

  private refused(code: string): void {
    const { store, timings } = this.loop.environment;
    if (code === 'client_of_another_user') {
      this.loop.becomeAnotherClient(store.processedId);
    }
    if (code === 'access_denied' || code === 'space_deleted') {
      this.drop();
      this.gate.hold(timings.deniedRetry);
      this.loop.linkLost();
    } else {
      this.broken();
    }
  }

  private drop(): void {
    const current = this.attempt;
    this.attempt = undefined;
    this.silence.stop();
    this.loop.inbox.unsubscribed();
    current?.connection?.close();
  }
}

/** One attempt to have a connection. What comes for an earlier one is not heard. */
class Attempt implements PokeConnectionListener {
  connection: PokeConnection | undefined;
  isConnected = false;
  isSubscribed = false;
  subscriptionId = '';

  constructor(private readonly link: PokeLink) {
  }

  connected(): void {
    if (this.link.isCurrent(this)) {
      this.isConnected = true;
      this.link.wasConnected(this);
    }
  }

  message(subscription: string, headers: Readonly<Record<string, string>>, body: string): void {
    if (this.link.isCurrent(this) && subscription === this.subscriptionId) {
      this.link.received(headers, body);
    }
  }

  closed(): void {
    if (this.link.isCurrent(this)) {
      this.connection = undefined;
      this.link.broken();
    }
  }
}

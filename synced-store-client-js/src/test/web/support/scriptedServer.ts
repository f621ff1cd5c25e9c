import assert from 'node:assert/strict';
import type { PokeConnection, PokeConnectionListener, SyncTransport, TransportResponse } from '../../../main/web/transport/transport.js';

export interface SentRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Outstanding extends SentRequest {
  readonly answer: (response: TransportResponse) => void;
  readonly lose: (problem: Error) => void;
}

interface Line {
  readonly listener: PokeConnectionListener;
  subscription: string;
  headers: Readonly<Record<string, string>>;
}

export type Kind = 'push' | 'pull' | 'action';

/** A line to a server that does what a test says: requests stay outstanding until they are answered. */
export class ScriptedServer implements SyncTransport {
  readonly requests: SentRequest[] = [];
  check: (request: SentRequest) => void = () => undefined;
  /** Whether a connection for pokes gets through while the line is up. */
  pokes = true;
  attempts = 0;
  /** Of the last CONNECT. */
  connectHeaders: Readonly<Record<string, string>> = {};

  private isUp = false;
  private readonly outstanding = new Map<Kind, Outstanding>();
  private line: Line | undefined;
  private failure: unknown;

  up(): void {
    this.isUp = true;
  }

  down(): void {
    this.isUp = false;
    [...this.outstanding.keys()].forEach((kind) => this.lose(kind));
    this.breakLine();
  }

  /** The connection for pokes breaks. */
  breakLine(): void {
    const broken = this.line;
    this.line = undefined;
    broken?.listener.closed('The line went down');
  }

  is(kind: Kind): boolean {
    return this.outstanding.has(kind);
  }

  body(kind: Kind): Record<string, any> {
    const found = this.outstanding.get(kind);
    assert(found, `No ${kind} is outstanding`);
    return JSON.parse(found.body) as Record<string, any>;
  }

  answer(kind: Kind, response: TransportResponse): void {
    this.take(kind).answer(response);
  }

  /** Answer with a body. */
  ok(kind: Kind, body: unknown): void {
    this.answer(kind, { status: 200, retryAfter: null, body: JSON.stringify(body) });
  }

  refuse(kind: Kind, status: number, code: string, members: object = {}): void {
    this.answer(kind, { status, retryAfter: null, body: JSON.stringify({ status, code, title: 'Refused', detail: 'The script says so', ...members }) });
  }

  lose(kind: Kind): void {
    this.take(kind).lose(new Error('The line broke'));
  }

  get isSubscribed(): boolean {
    return this.line !== undefined && this.line.subscription !== '';
  }

  get subscriptionHeaders(): Readonly<Record<string, string>> {
    return this.line?.headers ?? {};
  }

  poke(delta: unknown): void {
    this.message({}, JSON.stringify(delta));
  }

  message(headers: Readonly<Record<string, string>>, body: string): void {
    assert(this.line && this.isSubscribed, 'The client has no subscription to send a message on');
    this.line.listener.message(this.line.subscription, headers, body);
  }

  post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<TransportResponse> {
    if (!this.isUp) {
      return Promise.reject(new Error('The line is down'));
    }
    const request = { path, headers, body };
    this.requests.push(request);
    try {
      this.check(request);
      const kind = path.includes('/actions/') ? 'action' : path.endsWith('/push') ? 'push' : 'pull';
      assert(!this.outstanding.has(kind), `A second ${kind} while one is outstanding`);
      return new Promise((answer, lose) => this.outstanding.set(kind, { ...request, answer, lose }));
    } catch (problem) {
      this.failure ??= problem;
      throw problem;
    }
  }

  connect(headers: Readonly<Record<string, string>>, listener: PokeConnectionListener): PokeConnection {
    this.attempts++;
    this.connectHeaders = headers;
    const opened: Line = { listener, subscription: '', headers: {} };
    const through = this.isUp && this.pokes;
    if (through) {
      this.line = opened;
    }
    queueMicrotask(() => through ? listener.connected() : listener.closed('The line is down'));
    return {
      subscribe: (id, _destination, headers) => {
        opened.subscription = id;
        opened.headers = headers;
      },
      unsubscribe: () => {
        opened.subscription = '';
      },
      close: () => {
        this.line = this.line === opened ? undefined : this.line;
      }
    };
  }

  /** Throw what a check threw, which the client took for a broken line. */
  rethrow(): void {
    if (this.failure) {
      throw this.failure;
    }
  }

  private take(kind: Kind): Outstanding {
    const found = this.outstanding.get(kind);
    assert(found, `There is no ${kind} to answer`);
    this.outstanding.delete(kind);
    return found;
  }
}

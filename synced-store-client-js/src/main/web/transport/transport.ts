/** What came back for a request. */
export interface TransportResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The header `Retry-After`, if there is one. */
  readonly retryAfter: string | null;
  /** The body as a text. */
  readonly body: string;
}

/** Is told what happens on a connection for pokes. Nothing is told after `closed`. */
export interface PokeConnectionListener {
  /** The server is there. */
  connected(): void;
  /** A message came on a subscription. */
  message(subscription: string, headers: Readonly<Record<string, string>>, body: string): void;
  /** The connection is gone, or was not made. */
  closed(reason: string): void;
}

/** A connection for pokes. */
export interface PokeConnection {
  /** Begin a subscription, under an id of the caller's. */
  subscribe(id: string, destination: string, headers: Readonly<Record<string, string>>): void;
  /** End it. */
  unsubscribe(id: string): void;
  /** Close it; its listener is not told. */
  close(): void;
}

/** Carries messages to the server and back. */
export interface SyncTransport {
  /** Rejects where there was no answer, also when the signal says that nobody waits any more. */
  post(path: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<TransportResponse>;
  /** Make a connection. Its listener is told later, not before this returns. */
  connect(headers: Readonly<Record<string, string>>, listener: PokeConnectionListener): PokeConnection;
}

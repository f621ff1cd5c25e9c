/** What came back for a request. */
export interface TransportResponse {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

/** Is told what happens on a connection for pokes. Nothing is told after `closed`. */
export interface PokeConnectionListener {
  connected(): void;
  message(subscription: string, headers: Readonly<Record<string, string>>, body: string): void;
  closed(reason: string): void;
}

/** A connection for pokes. */
export interface PokeConnection {
  subscribe(id: string, destination: string, headers: Readonly<Record<string, string>>): void;
  unsubscribe(id: string): void;
  /** Close it; its listener is not told. */
  close(): void;
}

/** Carries messages to the server and back. */
export interface SyncTransport {
  /** Rejects where there was no answer, also when the signal says that nobody waits any more. */
  post(path: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<TransportResponse>;
  connect(headers: Readonly<Record<string, string>>, listener: PokeConnectionListener): PokeConnection;
}

import { StompConnection } from '../stomp/stompConnection.js';
import type { Scheduler } from '../sync/scheduler.js';
import type { PokeConnection, PokeConnectionListener, SyncTransport, TransportResponse } from './transport.js';

/** Carries messages by fetch and WebSocket. */
export class WebTransport implements SyncTransport {
  /** @param base where the server has the protocol, such as https://example.org/synced-store */
  constructor(private readonly base: string, private readonly scheduler: Scheduler) {
  }

  async post(path: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<TransportResponse> {
    const response = await fetch(this.base + path, {
      method: 'POST',
      // A redirect leads to a page for people, and is no answer.
      redirect: 'manual',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
      signal
    });
    return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: await response.text() };
  }

  connect(headers: Readonly<Record<string, string>>, listener: PokeConnectionListener): PokeConnection {
    const connection = new StompConnection(this.scheduler, listener);
    const address = new URL(`${this.base}/poke`);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address, ['v12.stomp']);
    socket.onopen = () => connection.opened({
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) {
          socket.send(text);
        }
      },
      close: () => socket.close()
    }, address.hostname, headers);
    socket.onmessage = ({ data }: MessageEvent<unknown>) => connection.received(String(data));
    socket.onclose = ({ code }) => connection.fail(`The connection was closed (${code})`);
    return connection;
  }
}

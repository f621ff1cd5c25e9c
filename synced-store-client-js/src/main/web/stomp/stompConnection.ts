import { Timer, type Scheduler } from '../sync/scheduler.js';
import type { PokeConnection, PokeConnectionListener } from '../transport/transport.js';
import { encodeFrame, FrameDecoder, type StompFrame } from './frames.js';

const HEART_BEAT = 10_000;
const CONNECT_TIMEOUT = 15_000;
const MAX_SILENT_INTERVALS = 2;

/** What carries texts, such as a WebSocket. */
export interface TextChannel {
  send(text: string): void;
  close(): void;
}

/** STOMP 1.2 over a channel: CONNECT, subscriptions, and heart-beats both ways. */
export class StompConnection implements PokeConnection {
  private readonly decoder = new FrameDecoder();
  private readonly connecting: Timer;
  private readonly beating: Timer;
  private readonly listening: Timer;
  private channel: TextChannel | undefined;
  private silentIntervals = 0;
  private over = false;

  constructor(scheduler: Scheduler, private readonly listener: PokeConnectionListener) {
    this.connecting = new Timer(scheduler);
    this.beating = new Timer(scheduler);
    this.listening = new Timer(scheduler);
    this.connecting.start(CONNECT_TIMEOUT, () => this.fail('The server did not answer CONNECT in time'));
  }

  /** The channel is open. */
  opened(channel: TextChannel, host: string, headers: Readonly<Record<string, string>>): void {
    if (this.over) {
      channel.close();
      return;
    }
    this.channel = channel;
    this.guard(() => this.send('CONNECT', { 'accept-version': '1.2', host, 'heart-beat': `${HEART_BEAT},${HEART_BEAT}`, ...headers }));
  }

  /** A text came. */
  received(text: string): void {
    this.silentIntervals = 0;
    this.guard(() => this.decoder.decode(text).forEach((frame) => this.handle(frame)));
  }

  /** The channel is closed, or nothing good can come of it. */
  fail(reason: string): void {
    if (!this.over) {
      this.end();
      this.listener.closed(reason);
    }
  }

  subscribe(id: string, destination: string, headers: Readonly<Record<string, string>>): void {
    this.send('SUBSCRIBE', { id, destination, ...headers });
  }

  unsubscribe(id: string): void {
    this.send('UNSUBSCRIBE', { id });
  }

  close(): void {
    if (!this.over) {
      this.send('DISCONNECT', {});
      this.end();
    }
  }

  private handle({ command, headers, body }: StompFrame): void {
    if (this.over) {
      return;
    }
    if (command === 'CONNECTED') {
      this.connected(headers['heart-beat'] ?? '0,0');
    } else if (command === 'MESSAGE') {
      this.listener.message(headers['subscription'] ?? '', headers, body);
    } else if (command !== 'RECEIPT') {
      this.fail(`${command}: ${headers['message'] ?? ''}`);
    }
  }

  private connected(beats: string): void {
    this.connecting.stop();
    const [sends = 0, wants = 0] = beats.split(',').map(Number);
    if (wants > 0) {
      // A little early, so that a beat is not late at the other end.
      this.beat(Math.max(HEART_BEAT, wants) * 0.9);
    }
    if (sends > 0) {
      this.listen(Math.max(HEART_BEAT, sends));
    }
    this.listener.connected();
  }

  private beat(interval: number): void {
    this.beating.start(interval, () => {
      this.channel?.send('\n');
      this.beat(interval);
    });
  }

  private listen(interval: number): void {
    this.listening.start(interval, () => {
      if (++this.silentIntervals > MAX_SILENT_INTERVALS) {
        this.fail('The server is silent');
      } else {
        this.listen(interval);
      }
    });
  }

  private send(command: string, headers: Readonly<Record<string, string>>): void {
    this.channel?.send(encodeFrame({ command, headers, body: '' }));
  }

  private guard(work: () => void): void {
    try {
      if (!this.over) {
        work();
      }
    } catch (problem) {
      this.fail(String(problem));
    }
  }

  private end(): void {
    this.over = true;
    this.connecting.stop();
    this.beating.stop();
    this.listening.stop();
    this.channel?.close();
    this.channel = undefined;
  }
}

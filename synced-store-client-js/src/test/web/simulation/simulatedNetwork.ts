import type { Delta, PullRequest, PushRequest } from '../../../main/web/protocol/messages.js';
import type { PokeConnection, PokeConnectionListener, SyncTransport, TransportResponse } from '../../../main/web/transport/transport.js';
import type { Scheduler } from '../../../main/web/sync/scheduler.js';
import type { Answer, SimulatedServer } from './simulatedServer.js';

interface Line {
  readonly userId: string;
  readonly listener: PokeConnectionListener;
  readonly inTab: (work: () => void) => void;
  id: string;
  clientId: string;
  told: number;
  open: boolean;
}

/** Loses, holds, repeats and reorders what goes between tabs and the server, for as long as it is bad. */
export class SimulatedNetwork {
  isBad = true;
  private lines: Line[] = [];
  /** Counts the runs of the server. */
  private run = 0;

  constructor(private readonly server: SimulatedServer, private readonly scheduler: Scheduler, private readonly random: () => number) {
  }

  transport(userId: string, inTab: (work: () => void) => void): SyncTransport {
    return {
      post: (path, _headers, body) => new Promise((resolve, reject) => this.request(path, body, userId,
        (response) => inTab(() => response ? resolve(response) : reject(new Error('The line broke'))))),
      connect: (_headers, listener) => this.connect(userId, listener, inTab)
    };
  }

  /** The server has committed: tell those who listen. */
  pokeAll(): void {
    for (const line of this.lines.filter(({ id }) => id !== '')) {
      if (line.told > this.server.version) {
        line.told = this.server.version;
      }
      const delta = line.told < this.server.version ? this.server.deltaAfter(line.told, line.userId, line.clientId) : this.server.emptyRange();
      line.told = this.server.version;
      this.send(line, delta);
    }
  }

  /** The server starts again: nothing of what was under way arrives. */
  restart(): void {
    this.run++;
    this.lines.splice(0).forEach((line) => {
      line.open = false;
      line.inTab(() => line.listener.closed('The server is gone'));
    });
  }

  /** A connection breaks. */
  breakOne(): void {
    const line = this.lines[Math.floor(this.random() * this.lines.length)];
    if (line) {
      this.drop(line);
      line.inTab(() => line.listener.closed('It broke'));
    }
  }

  private request(path: string, body: string, userId: string, answered: (response: TransportResponse | undefined) => void): void {
    if (this.happens(0.15)) {
      this.after(() => answered(undefined));
      return;
    }
    const times = this.happens(0.1) ? 2 : 1;
    const lost = this.happens(0.15);
    const { run } = this;
    for (let i = 0; i < times; i++) {
      this.after(() => {
        const answer = this.serve(path, body, userId);
        const response = { status: answer.status, retryAfter: null, body: JSON.stringify(answer.body) };
        this.after(() => answered(lost || run !== this.run ? undefined : response));
      });
    }
  }

  private serve(path: string, body: string, userId: string): Answer {
    if (this.happens(0.05)) {
      return { status: 503, body: { code: 'unavailable', title: 'Busy', status: 503 } };
    }
    if (path.endsWith('/pull')) {
      return this.server.pull(userId, JSON.parse(body) as PullRequest);
    }
    const before = this.server.version;
    const answer = this.server.push(userId, JSON.parse(body) as PushRequest);
    if (this.server.version > before) {
      this.after(() => this.pokeAll());
    }
    return answer;
  }

  private connect(userId: string, listener: PokeConnectionListener, inTab: (work: () => void) => void): PokeConnection {
    const line: Line = { userId, listener, inTab, id: '', clientId: '', told: 0, open: true };
    this.after(() => {
      if (this.happens(0.2)) {
        line.open = false;
        inTab(() => listener.closed('It did not get through'));
      } else if (line.open) {
        this.lines.push(line);
        inTab(() => listener.connected());
      }
    });
    return {
      subscribe: (id, _destination, headers) => this.after(() => {
        // The first frame is never lost and comes before all others: it is what tells of a history that was lost.
        line.clientId = headers['client-id']!;
        line.told = this.server.version;
        if (line.open) {
          const first = JSON.stringify(this.server.emptyRange());
          line.inTab(() => line.listener.message(id, {}, first));
          line.id = id;
        }
      }),
      unsubscribe: () => {
        line.id = '';
      },
      close: () => this.drop(line)
    };
  }

  /** A message may get lost, come twice, or come late and out of order. */
  private send(line: Line, delta: Delta): void {
    if (this.happens(0.2)) {
      return;
    }
    const times = this.happens(0.1) ? 2 : 1;
    const body = JSON.stringify(delta);
    const { id } = line;
    const { run } = this;
    for (let i = 0; i < times; i++) {
      this.after(() => line.open && run === this.run && line.inTab(() => line.listener.message(id, {}, body)));
    }
  }

  private drop(line: Line): void {
    line.open = false;
    this.lines = this.lines.filter((each) => each !== line);
  }

  private happens(probability: number): boolean {
    return this.random() < probability && this.isBad;
  }

  private after(work: () => void): void {
    const hold = this.happens(0.1) ? 3000 : 60;
    this.scheduler.schedule(1 + this.random() * hold, work);
  }
}

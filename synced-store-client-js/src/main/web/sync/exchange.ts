import { readProblem } from '../protocol/reading.js';
import type { Problem } from '../protocol/messages.js';
import type { TransportResponse } from '../transport/transport.js';
import type { SyncEnvironment } from './syncEnvironment.js';

/** The server, or whatever stands between, did not do it. */
export interface Failure {
  /** The HTTP status, 0 if there was no answer. */
  readonly status: number;
  readonly problem: Problem | null;
  /** How long to wait, in milliseconds, or null if nobody said. */
  readonly retryAfter: number | null;
}

/** What came back for a request: a body, or a failure. */
export type Answer = string | Failure;

/** There was no answer, or none that could be understood. */
export const NO_ANSWER: Failure = { status: 0, problem: null, retryAfter: null };

const LONGEST_WAIT = 24 * 3600 * 1000;

export function hasCode(failure: Failure, code: string): boolean {
  return failure.problem?.code === code;
}

export function detailOf({ problem, status }: Failure): string {
  return problem?.detail ?? `The server answered ${status}`;
}

/** Sends requests with credentials, and brings each exactly one answer. */
export class Exchange {
  constructor(private readonly environment: SyncEnvironment) {
  }

  async post(path: string, body: unknown): Promise<Answer> {
    const { transport, headers, scheduler, timings, storeType, instanceId } = this.environment;
    const abort = new AbortController();
    let cancel = (): void => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      cancel = scheduler.schedule(timings.request, () => {
        abort.abort();
        reject(new Error('No answer in time'));
      });
    });
    try {
      const answered = headers().then((ready) => transport.post(`/${storeType}/${instanceId}/${path}`, ready, JSON.stringify(body), abort.signal));
      return this.understand(await Promise.race([answered, late]));
    } catch {
      return NO_ANSWER;
    } finally {
      cancel();
    }
  }

  private understand({ status, body, retryAfter }: TransportResponse): Answer {
    return status === 200 ? body : { status, problem: problemIn(body), retryAfter: this.wait(retryAfter) };
  }

  /** The header's value is a number of seconds or a date. One that is out of its mind must not stop a client for ever. */
  private wait(retryAfter: string | null): number | null {
    const text = retryAfter?.trim();
    if (!text) {
      return null;
    }
    const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - this.environment.scheduler.now();
    return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_WAIT);
  }
}

function problemIn(body: string): Problem | null {
  try {
    return readProblem(body);
  } catch {
    return null;
  }
}

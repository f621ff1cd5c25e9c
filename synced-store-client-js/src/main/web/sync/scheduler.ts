/** Runs tasks later. Where the sync loop lives, so that it can be run by hand, too. */
export interface Scheduler {
  /** Milliseconds by a clock that goes on while the machine sleeps. */
  now(): number;
  /** Run a task after some milliseconds. Returns what cancels it. */
  schedule(delay: number, task: () => void): () => void;
}

/** What proved sensible where the protocol doesn't say how long to wait; milliseconds. */
export interface SyncTimings {
  /** For the answer to a request. */
  readonly request: number;
  /** Between pulls while no pokes come through. */
  readonly pollInterval: number;
  /** About, before the first retry; each further one waits up to twice as long. */
  readonly firstRetry: number;
  /** At most, before any retry. */
  readonly longestRetry: number;
  /** Before asking again where access was denied. */
  readonly deniedRetry: number;
  /** For the effect of a mutation that the server has processed, before a pull asks for it. */
  readonly missingEffect: number;
  /** For a message on a subscription, which the server sends at least every 15 seconds. */
  readonly silence: number;
}

/** What is waited for where nothing else is said. */
export const DEFAULT_TIMINGS: SyncTimings = {
  request: 30_000,
  pollInterval: 5000,
  firstRetry: 1000,
  longestRetry: 30_000,
  deniedRetry: 300_000,
  missingEffect: 1000,
  silence: 45_000
};

/** Waits for one thing at a time. */
export class Timer {
  private cancel: (() => void) | undefined;

  constructor(private readonly scheduler: Scheduler) {
  }

  /** Wait, in place of what was waited for. */
  start(delay: number, task: () => void): void {
    this.stop();
    this.cancel = this.scheduler.schedule(delay, () => {
      this.cancel = undefined;
      task();
    });
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  get isRunning(): boolean {
    return this.cancel !== undefined;
  }
}

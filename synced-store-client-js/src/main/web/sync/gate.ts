import type { SyncEnvironment } from './syncEnvironment.js';
import { Timer } from './scheduler.js';

const MAX_DOUBLINGS = 20;

/** Stands before one kind of request, and closes for a while after a failure. */
export class Gate {
  private readonly timer: Timer;
  private failures = 0;
  /** Whether the time was set by somebody, so that no hope shortens it. */
  private held = false;

  constructor(private readonly environment: SyncEnvironment, private readonly opened: () => void) {
    this.timer = new Timer(environment.scheduler);
  }

  get isOpen(): boolean {
    return !this.timer.isRunning;
  }

  /** Exponential backoff with full jitter. */
  retryLater(): void {
    const { firstRetry, longestRetry } = this.environment.timings;
    const longest = Math.min(longestRetry, firstRetry * 2 ** Math.min(this.failures++, MAX_DOUBLINGS));
    this.close(1 + Math.floor(this.environment.random() * longest), false);
  }

  /** Stay closed for a time that somebody has set, and a little longer. */
  hold(delay: number): void {
    this.failures++;
    this.close(delay + this.environment.random() * this.environment.timings.firstRetry, true);
  }

  succeeded(): void {
    this.failures = 0;
  }

  /** There is hope that what has failed works now. */
  hurry(): void {
    if (!this.isOpen && !this.held) {
      this.open();
    }
  }

  open(): void {
    this.timer.stop();
    this.held = false;
    this.opened();
  }

  reset(): void {
    this.timer.stop();
    this.held = false;
    this.failures = 0;
  }

  private close(delay: number, held: boolean): void {
    this.held = held;
    this.timer.start(delay, () => this.open());
  }
}

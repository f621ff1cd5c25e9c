import type { Scheduler } from './sync/scheduler.js';

/** Shorter waits are not worth a worker: a hidden page's timers are late by a second, or by a minute. */
const SHORT = 1000;

interface Waiting {
  readonly task: () => void;
  readonly due: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** Runs tasks in this page, at times that a worker keeps, so that heart-beats go on while the page is hidden. */
export class BrowserScheduler implements Scheduler {
  private worker: Worker | undefined;
  private workerFailed = false;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  now(): number {
    return Date.now();
  }

  schedule(delay: number, task: () => void): () => void {
    const id = ++this.last;
    const waiting: Waiting = { task, due: this.now() + delay };
    this.waiting.set(id, waiting);
    const worker = delay >= SHORT ? this.startedWorker() : undefined;
    if (worker) {
      worker.postMessage({ id, delay });
    } else {
      this.wait(id, waiting, delay);
    }
    return () => {
      if (this.waiting.delete(id)) {
        clearTimeout(waiting.timer);
        if (worker && !this.workerFailed) {
          worker.postMessage({ id });
        }
      }
    };
  }

  /** Nothing is awaited any more. */
  close(): void {
    this.waiting.forEach(({ timer }) => clearTimeout(timer));
    this.waiting.clear();
    this.worker?.terminate();
    this.worker = undefined;
  }

  private startedWorker(): Worker | undefined {
    if (!this.worker && !this.workerFailed) {
      try {
        this.worker = new Worker(new URL('./ticker.js', import.meta.url), { type: 'module' });
        this.worker.onmessage = ({ data }: MessageEvent<number>) => this.run(data);
        this.worker.onerror = () => this.failed();
      } catch {
        this.failed();
      }
    }
    return this.worker;
  }

  /** Where no worker may run, or its script can't be had, the page's own timers have to do. */
  private failed(): void {
    this.workerFailed = true;
    this.worker?.terminate();
    this.worker = undefined;
    for (const [id, waiting] of this.waiting) {
      if (waiting.timer === undefined) {
        this.wait(id, waiting, Math.max(0, waiting.due - this.now()));
      }
    }
  }

  private wait(id: number, waiting: Waiting, delay: number): void {
    waiting.timer = setTimeout(() => this.run(id), delay);
  }

  private run(id: number): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.task();
  }
}

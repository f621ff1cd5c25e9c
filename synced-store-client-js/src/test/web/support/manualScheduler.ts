import type { Scheduler } from '../../../main/web/sync/scheduler.js';

interface Task {
  readonly due: number;
  readonly number: number;
  readonly work: () => void;
}

/** Let everything happen that waits for nothing but its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs tasks by hand, at a time that a test sets. */
export class ManualScheduler implements Scheduler {
  private tasks: Task[] = [];
  private time = Date.parse('2026-01-01T00:00:00Z');
  private numbers = 0;

  now(): number {
    return this.time;
  }

  schedule(delay: number, work: () => void): () => void {
    const task: Task = { due: this.time + delay, number: this.numbers++, work };
    this.tasks.push(task);
    return () => {
      this.tasks = this.tasks.filter((each) => each !== task);
    };
  }

  /** Move the clock, running on the way what falls due. */
  async advance(delay: number): Promise<void> {
    await this.advanceUntil(delay, () => false);
  }

  /** Move the clock, by at most so much, until something holds. Returns whether it does. */
  async advanceUntil(most: number, condition: () => boolean): Promise<boolean> {
    const end = this.time + most;
    await settle();
    for (let next = this.nextUntil(end); !condition(); next = this.nextUntil(end)) {
      if (!next) {
        this.time = end;
        return false;
      }
      this.time = next.due;
      this.tasks = this.tasks.filter((each) => each !== next);
      next.work();
      await settle();
    }
    return true;
  }

  private nextUntil(end: number): Task | undefined {
    const due = this.tasks.filter((each) => each.due <= end);
    return due.sort((a, b) => a.due - b.due || a.number - b.number)[0];
  }
}

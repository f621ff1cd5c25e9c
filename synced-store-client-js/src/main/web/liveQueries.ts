import type { ChangedKeys } from './local/localStore.js';
import { ReaderIndex, ReadSet } from './local/readerIndex.js';
import { reportProblem } from './reportProblem.js';

/** Ends what it was returned for. */
export type Unsubscribe = () => void;

/** Looks anew, tells what is news, and remembers what it has read. */
export interface LiveQuery {
  run(changes: ChangedKeys, reads: ReadSet): void;
}

interface Live {
  readonly query: LiveQuery;
  reads: ReadSet;
}

/** Runs live queries again when a change touches what they have read; all changes of one moment are one. */
export class LiveQueries {
  private readonly all = new Set<Live>();
  private readonly fresh = new Set<Live>();
  private readonly index = new ReaderIndex<Live>();
  private waiting: Set<string> | null = new Set();
  private scheduled = false;
  private ready = false;

  /** There is something to read. */
  start(): void {
    this.ready = true;
    this.schedule();
  }

  add(query: LiveQuery): Unsubscribe {
    const live: Live = { query, reads: new ReadSet() };
    this.all.add(live);
    this.fresh.add(live);
    this.schedule();
    return () => {
      this.all.delete(live);
      this.fresh.delete(live);
      this.index.remove(live, live.reads);
    };
  }

  changed(keys: ChangedKeys): void {
    if (this.all.size === 0) {
      return;
    }
    if (keys === null) {
      this.waiting = null;
    } else if (this.waiting) {
      for (const key of keys) {
        this.waiting.add(key);
      }
    }
    this.schedule();
  }

  clear(): void {
    this.all.forEach((live) => this.index.remove(live, live.reads));
    this.all.clear();
    this.fresh.clear();
  }

  private schedule(): void {
    if (this.ready && !this.scheduled) {
      this.scheduled = true;
      queueMicrotask(() => {
        this.scheduled = false;
        this.refresh();
      });
    }
  }

  private refresh(): void {
    const changes = this.waiting;
    this.waiting = new Set();
    const touched = new Set(changes === null ? this.all : this.fresh);
    this.fresh.clear();
    if (changes) {
      this.index.find(changes, touched);
    }
    for (const live of touched) {
      if (this.all.has(live)) {
        this.run(live, changes);
      }
    }
  }

  private run(live: Live, changes: ChangedKeys): void {
    const reads = new ReadSet();
    try {
      live.query.run(changes, reads);
    } catch (problem) {
      reportProblem(problem);
    }
    this.index.remove(live, live.reads);
    live.reads = reads;
    if (this.all.has(live)) {
      this.index.add(live, reads);
    }
  }
}

import { SyncedStore } from '../../../main/web/index.js';
import type { Scheduler } from '../../../main/web/sync/scheduler.js';
import { DEFAULT_TIMINGS } from '../../../main/web/sync/scheduler.js';
import type { MemoryDisk } from '../support/memoryStorage.js';
import type { MemoryTabs } from '../support/memoryTabs.js';
import { seededUuids } from '../support/random.js';
import type { SimulatedNetwork } from './simulatedNetwork.js';
import { simulatedMutators } from './simulatedMutators.js';

export interface Surroundings {
  readonly userId: string;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly network: SimulatedNetwork;
  readonly disk: MemoryDisk;
  readonly tabs: MemoryTabs;
  readonly name: string;
  readonly offline: boolean;
}

/** A call, and what the application has heard of it. */
export interface Called {
  readonly tag: string;
  stored: boolean;
  outcome: string | undefined;
}

/** One tab: it may be put to sleep, during which nothing happens in it, and killed, after which nothing does. */
export class SimulatedTab {
  readonly store: SyncedStore<typeof simulatedMutators>;
  readonly calls: Called[] = [];
  readonly rejected: string[] = [];
  isAsleep = false;
  isDead = false;
  isOffline: boolean;
  readonly name: string;
  /** How many writes succeed before the disk is full. */
  writesLeft = Infinity;

  private missed: (() => void)[] = [];
  private lastSoon = 0;
  private lastLater = 0;

  constructor(private readonly around: Surroundings) {
    const { userId, random, network, disk, tabs, name, offline } = around;
    this.name = name;
    this.isOffline = offline;
    this.store = new SyncedStore({
      storeType: 'todo',
      instanceId: 'main',
      userId,
      mutators: simulatedMutators,
      tab: name,
      offline,
      storage: disk.storage({ later: (work) => this.later(work), fails: () => this.writesLeft-- <= 0 }),
      tabs: tabs.groups({ soon: (work) => this.soon(work) }),
      transport: network.transport(userId, (work) => this.awake(work)),
      scheduler: {
        now: () => around.scheduler.now(),
        schedule: (delay, task) => around.scheduler.schedule(delay, () => this.awake(task))
      },
      timings: { ...DEFAULT_TIMINGS, longestRetry: 4000, deniedRetry: 5000 },
      random,
      uuid: seededUuids(random)
    });
    this.store.onRejected(({ args }) => this.rejected.push((args as { tag: string }).tag));
  }

  call(name: keyof typeof simulatedMutators, tag: string, item: string): void {
    const called: Called = { tag, stored: false, outcome: undefined };
    this.store.mutate[name]({ tag, item }).then(({ confirmed }) => {
      this.calls.push(called);
      called.stored = true;
      confirmed.then(() => (called.outcome = 'ok'), (problem: { code?: string; name: string }) => (called.outcome = problem.code ?? problem.name));
    }, () => undefined);
  }

  switchLine(): void {
    if (this.isAsleep) {
      return;
    }
    this.isOffline = !this.isOffline;
    if (this.isOffline) {
      this.store.goOffline();
    } else {
      this.store.goOnline();
    }
  }

  sleep(): void {
    this.isAsleep = true;
  }

  wake(): void {
    this.isAsleep = false;
    this.missed.splice(0).forEach((work) => this.awake(work));
  }

  /** The process is gone. Its lock and channel are given back by the browser. */
  kill(): void {
    this.isDead = true;
    this.store.dispose();
  }

  private awake(work: () => void): void {
    if (this.isAsleep) {
      this.missed.push(work);
    } else if (!this.isDead) {
      work();
    }
  }

  /** Messages come in order. */
  private soon(work: () => void): void {
    const { scheduler, random } = this.around;
    this.lastSoon = Math.max(this.lastSoon + 0.001, scheduler.now() + random() * 20);
    scheduler.schedule(this.lastSoon - scheduler.now(), () => this.awake(work));
  }

  /** Transactions take a while, and follow each other. */
  private later(work: () => void): void {
    const { scheduler, random } = this.around;
    this.lastLater = Math.max(this.lastLater + 0.001, scheduler.now() + random() * 15);
    scheduler.schedule(this.lastLater - scheduler.now(), () => this.awake(work));
  }
}

import assert from 'node:assert/strict';
import type { Json } from '../../../main/web/json.js';
import { ManualScheduler } from '../support/manualScheduler.js';
import { MemoryDisk } from '../support/memoryStorage.js';
import { MemoryTabs } from '../support/memoryTabs.js';
import { seeded } from '../support/random.js';
import { simulatedMutators } from './simulatedMutators.js';
import { SimulatedNetwork } from './simulatedNetwork.js';
import { SimulatedServer } from './simulatedServer.js';
import { type Called, SimulatedTab } from './simulatedTab.js';

/** What may happen in a simulation besides what always may. */
export interface Dangers {
  /** Disks become full. */
  readonly disks?: boolean;
  /** Backups are restored. */
  readonly backups?: boolean;
  /** Tabs are switched offline, closed and loaded again meanwhile. */
  readonly lines?: boolean;
}

const STEPS = 150;
const CALLS = Object.keys(simulatedMutators) as (keyof typeof simulatedMutators)[];

interface User {
  readonly id: string;
  readonly disk: MemoryDisk;
  readonly tabs: MemoryTabs;
  open: SimulatedTab[];
  /** Tabs that were closed, by their names, and may be loaded again. */
  closed: { readonly name: string; readonly offline: boolean }[];
}

/** Users with several tabs each, a server and a bad network between them, all driven by one seed. */
export class Simulation {
  private readonly random: () => number;
  private readonly scheduler = new ManualScheduler();
  private readonly server = new SimulatedServer();
  private readonly network: SimulatedNetwork;
  private readonly users: User[];
  private readonly calls: Called[] = [];
  private readonly survivors: Called[] = [];
  private tags = 0;
  private opened = 0;
  private lost = false;

  constructor(seed: number, private readonly dangers: Dangers) {
    this.random = seeded(seed);
    this.network = new SimulatedNetwork(this.server, this.scheduler, this.random);
    this.users = ['alice', 'bob'].map((id) => ({ id, disk: new MemoryDisk(), tabs: new MemoryTabs(), open: [], closed: [] }));
  }

  async run(): Promise<void> {
    this.users.forEach((user) => this.open(user));
    for (let i = 0; i < STEPS; i++) {
      this.step();
      await this.scheduler.advance(this.random() * 150);
      this.checkBases();
    }
    await this.heal();
    this.checkTheEnd();
  }

  private step(): void {
    const user = this.pick(this.users);
    const tab = user.open.length > 0 ? this.pick(user.open) : this.open(user);
    if (this.dangers.lines && this.random() < 0.1) {
      tab.switchLine();
      return;
    }
    const dice = this.random();
    if (dice < 0.55) {
      if (!tab.isAsleep) {
        tab.call(this.pick(CALLS), `${user.id}-${this.tags++}`, `i${Math.floor(this.random() * 6)}`);
      }
    } else if (dice < 0.65) {
      this.open(user);
    } else if (dice < 0.73) {
      this.kill(user, tab);
    } else if (dice < 0.8) {
      tab.sleep();
    } else if (dice < 0.88) {
      tab.wake();
    } else if (dice < 0.92) {
      this.network.breakOne();
    } else if (dice < 0.96) {
      this.network.pokeAll();
    } else if (dice < 0.97 && this.dangers.disks) {
      tab.writesLeft = 0;
      this.lost = true;
    } else if (dice < 0.985 && this.dangers.backups) {
      this.server.loseHistory(1 + Math.floor(this.random() * 4), this.random() < 0.5);
      this.network.restart();
      this.lost = true;
    }
  }

  /** A client's base is the server's state at some version, never half a commit. */
  private checkBases(): void {
    for (const user of this.users) {
      for (const { store } of user.open) {
        const { point, base } = store.snapshot();
        if (point?.epoch === this.server.epoch && point.checkpoint === this.server.checkpoint(point.version)) {
          assert.deepEqual(base, this.seenBy(user.id, this.server.history.get(point.version)!), `${user.id} at ${point.version}`);
        }
      }
    }
  }

  /** Everything works from now on, and everybody is awake, with a new tab for those who have none. */
  private async heal(): Promise<void> {
    this.network.isBad = false;
    this.users.forEach((user) => {
      user.open.forEach((tab) => {
        tab.wake();
        tab.store.goOnline();
      });
      if (user.open.length === 0) {
        this.open(user);
      }
    });
    // Other tabs may have to notice that the one that led is gone, and everything that is held has to come.
    const quiet = (): boolean => this.users.every(({ id, open, disk }) => disk.aside === 0 && open.every(({ store }) => store.pending.length === 0
      && store.snapshot().point?.version === this.server.version && store.snapshot().point?.epoch === this.server.epoch
      && sameEntries(store.snapshot().entries, this.seenBy(id, new Map(this.server.entries.all())))));
    for (let i = 0; i < 60 && !quiet(); i++) {
      await this.scheduler.advance(2000);
      this.checkBases();
      this.network.pokeAll();
    }
    await this.scheduler.advance(100);
  }

  private checkTheEnd(): void {
    for (const user of this.users) {
      user.open.forEach((tab, index) => {
        const { point, entries } = tab.store.snapshot();
        const who = `${user.id}'s tab ${index}: ${JSON.stringify(point)}, ${JSON.stringify(tab.store.pending)}, ${tab.store.connectionStatus}`;
        assert.equal(point?.version, this.server.version, who);
        assert.deepEqual(entries, this.seenBy(user.id, new Map(this.server.entries.all())), who);
        assert.deepEqual(tab.store.pending, [], who);
        this.survivors.push(...tab.calls);
        this.calls.push(...tab.calls);
      });
    }
    const log = new Map([...this.server.entries.all()].filter(([key]) => key.startsWith('log/')));
    log.forEach((count, key) => assert.equal(count, 1, `${key} took effect ${JSON.stringify(count)} times`));
    if (!this.lost) {
      for (const { tag, outcome } of this.calls) {
        const there = log.has(`log/${tag}`);
        assert.notEqual(there, this.server.refused.has(tag), `${tag} was stored, and is lost`);
        assert(outcome === undefined || there === (outcome === 'ok'), `${tag} is told ${outcome}, but ${there ? 'is there' : 'is not'}`);
      }
      for (const { tag, outcome } of this.survivors) {
        assert(outcome !== undefined, `${tag} has no outcome`);
      }
      this.checkRejections();
    }
    this.users.forEach(({ open }) => open.forEach(({ store }) => store.dispose()));
  }

  /** Each user is told of each of their rejections in the tabs that are left: the storage keeps them until then. */
  private checkRejections(): void {
    for (const { tag, outcome } of this.survivors.filter(({ outcome }) => outcome !== 'ok')) {
      const user = this.users.find(({ id }) => tag.startsWith(id))!;
      assert(user.open.some(({ rejected }) => rejected.includes(tag)), `nobody was told that ${tag} was refused: ${outcome}`);
    }
  }

  private open(user: User): SimulatedTab {
    const { id: userId, disk, tabs } = user;
    const again = this.dangers.lines && this.network.isBad && this.random() < 0.5 ? user.closed.pop() : undefined;
    const { name = `tab ${this.opened++}`, offline = false } = again ?? {};
    const tab = new SimulatedTab({ userId, disk, tabs, name, offline, scheduler: this.scheduler, random: this.random, network: this.network });
    user.open.push(tab);
    return tab;
  }

  private kill(user: User, tab: SimulatedTab): void {
    tab.kill();
    // What it was told before counts; whatever dispose told it doesn't.
    this.calls.push(...tab.calls.map((call) => ({ ...call, outcome: call.outcome === 'StoreClosedError' ? undefined : call.outcome })));
    user.open = user.open.filter((each) => each !== tab);
    user.closed.push({ name: tab.name, offline: tab.isOffline });
  }

  private seenBy(userId: string, entries: ReadonlyMap<string, Json>): Map<string, Json> {
    return new Map([...entries].filter(([key]) => !key.startsWith('$$') || key.startsWith(`$$pu/${userId}/`)));
  }

  private pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.random() * all.length)]!;
  }
}

function sameEntries(a: ReadonlyMap<string, Json>, b: ReadonlyMap<string, Json>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

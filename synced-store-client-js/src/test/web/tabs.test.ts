import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TabGroups, TabMessage } from '../../main/web/tabs/tabGroup.js';
import { ManualScheduler } from './support/manualScheduler.js';
import { MemoryDisk } from './support/memoryStorage.js';
import { MemoryTabs } from './support/memoryTabs.js';
import { seeded } from './support/random.js';
import { ScriptedClient } from './support/scriptedClient.js';

/** The tabs of one user in one browser. */
class Browser {
  readonly scheduler = new ManualScheduler();
  readonly posted: TabMessage[] = [];
  private readonly disk = new MemoryDisk();
  private readonly tabs = new MemoryTabs();
  private opened = 0;

  open(): Tab {
    const options = { random: seeded(++this.opened) };
    return new Tab(this.scheduler, this.disk, (door) => {
      const groups = this.tabs.groups(door);
      return (name, listener) => {
        const group = groups(name, listener);
        return { ...group, post: (message) => {
          this.posted.push(message);
          group.post(message);
        } };
      };
    }, options);
  }
}

/** A tab that can be frozen without a word, and whose answers may be late. */
class Tab {
  readonly client: ScriptedClient;
  late = 1;
  private isFrozen = false;
  private missed: (() => void)[] = [];

  constructor(private readonly scheduler: ManualScheduler, disk: MemoryDisk, groups: (door: { soon(work: () => void): void }) => TabGroups, options: object) {
    this.client = new ScriptedClient({
      storage: disk.storage({ later: (work) => this.after(1, work), fails: () => false }),
      tabs: groups({ soon: (work) => this.after(this.late, work) }),
      scheduler: { now: () => scheduler.now(), schedule: (delay, task) => scheduler.schedule(delay, () => this.awake(task)) },
      ...options
    });
  }

  get talks(): boolean {
    return this.client.server.attempts > 0;
  }

  freeze(): void {
    this.isFrozen = true;
  }

  thaw(): void {
    this.isFrozen = false;
    this.missed.splice(0).forEach((work) => this.awake(work));
  }

  private after(delay: number, work: () => void): void {
    this.scheduler.schedule(delay, () => this.awake(work));
  }

  private awake(work: () => void): void {
    if (this.isFrozen) {
      this.missed.push(work);
    } else {
      work();
    }
  }
}

test('a leader that is frozen without a word is replaced within five seconds, and stays replaced', async () => {
  const browser = new Browser();
  const leader = browser.open();
  await browser.scheduler.advance(100);
  const others = [browser.open(), browser.open()];
  await browser.scheduler.advance(10_000);
  assert.deepEqual([leader, ...others].map(({ talks }) => talks), [true, false, false]);
  leader.freeze();
  assert(await browser.scheduler.advanceUntil(5000, () => others.some(({ talks }) => talks)));
  leader.thaw();
  const attempts = leader.client.server.attempts;
  await browser.scheduler.advance(60_000);
  assert.equal(others.filter(({ talks }) => talks).length, 1);
  assert.equal(leader.client.server.attempts, attempts, 'whoever led once does not want to lead again');
});

test('a leader that is busy, and answers only every other second, is left alone', async () => {
  const browser = new Browser();
  const leader = browser.open();
  await browser.scheduler.advance(100);
  const other = browser.open();
  await browser.scheduler.advance(10_000);
  leader.late = 2500;
  await browser.scheduler.advance(600_000);
  assert(!other.talks);
});

test('however many tabs there are, the leader is asked about once a second', async () => {
  const browser = new Browser();
  browser.open();
  await browser.scheduler.advance(100);
  for (let i = 0; i < 20; i++) {
    browser.open();
  }
  await browser.scheduler.advance(10_000);
  browser.posted.length = 0;
  await browser.scheduler.advance(60_000);
  const pings = browser.posted.filter(({ type }) => type === 'ping').length;
  assert(pings <= 120, `${pings} pings in a minute`);
});

import type { TabGroups, TabMessage } from '../../../main/web/tabs/tabGroup.js';
import { ManualScheduler } from './manualScheduler.js';
import { MemoryDisk } from './memoryStorage.js';
import { MemoryTabs } from './memoryTabs.js';
import { seeded, seededUuids } from './random.js';
import { ScriptedClient } from './scriptedClient.js';

/** The tabs of one user in one browser. */
export class Browser {
  readonly scheduler = new ManualScheduler();
  readonly posted: TabMessage[] = [];
  readonly disk = new MemoryDisk();
  private readonly tabs = new MemoryTabs();
  private opened = 0;

  open(given: object = {}): Tab {
    const random = seeded(++this.opened);
    const options = { random, uuid: seededUuids(random), tab: `tab ${this.opened}`, ...given };
    const tab: Tab = new Tab(this.scheduler, this.disk, (door) => {
      const groups = this.tabs.groups(door);
      return (name, listener) => {
        const group = groups(name, listener);
        return { ...group, post: (message) => {
          if (!tab.isSilent) {
            this.posted.push(message);
            group.post(message);
          }
        } };
      };
    }, options);
    return tab;
  }
}

/** A tab that can be frozen without a word, and whose answers may be late. */
export class Tab {
  readonly client: ScriptedClient;
  late = 1;
  /** How many of the next writes fail. */
  failures = 0;
  /** Whether its next write is the last thing that it does: nobody hears what it says after it. */
  dies = false;
  isSilent = false;
  private isFrozen = false;
  private missed: (() => void)[] = [];

  constructor(private readonly scheduler: ManualScheduler, disk: MemoryDisk, groups: (door: { soon(work: () => void): void }) => TabGroups, options: object) {
    this.client = new ScriptedClient({
      storage: disk.storage({ later: (work) => this.after(1, work), fails: () => this.failsToWrite() }),
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

  private failsToWrite(): boolean {
    this.isSilent ||= this.dies;
    return this.failures-- > 0;
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

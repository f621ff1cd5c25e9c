import { type Scheduler, Timer } from '../sync/scheduler.js';
import type { TabGroup, TabGroups } from './tabGroup.js';

/** How long a tab that was closed may take to be there again, as when it is loaded anew. */
const GRACE = 3000;
/** By when a lock is there that nobody has. */
const AT_ONCE = 500;

/** The lock of a tab that is offline: it holds it for as long as it lives. */
export function asideName(name: string, tab: string): string {
  return `${name} aside ${tab}`;
}

/** Sees to it that what tabs have made offline is not forgotten when they are closed: the leader takes it up. */
export class Absentees {
  private readonly watched = new Map<string, { readonly group: TabGroup; readonly timer: Timer }>();

  constructor(private readonly groups: TabGroups, private readonly name: string, private readonly scheduler: Scheduler,
      private readonly takeUp: (tab: string) => Promise<void>) {
  }

  /** From now on, look whether a tab lives. */
  watch(tab: string): void {
    if (this.watched.has(tab)) {
      return;
    }
    let isGone = false;
    const timer = new Timer(this.scheduler);
    const group = this.groups(asideName(this.name, tab), {
      elected: () => {
        if (isGone) {
          void this.takeUp(tab).then(() => this.end(tab));
        } else {
          group.resign();
          timer.start(GRACE, askAgain);
        }
      },
      message: () => undefined,
      deposed: () => undefined
    });
    const askAgain = (): void => {
      isGone = true;
      timer.start(AT_ONCE, () => {
        isGone = false;
      });
      group.lead(false);
    };
    this.watched.set(tab, { group, timer });
    group.lead(false);
  }

  /** Another tab leads, or none. */
  stop(): void {
    [...this.watched.keys()].forEach((tab) => this.end(tab));
  }

  private end(tab: string): void {
    const watched = this.watched.get(tab);
    this.watched.delete(tab);
    watched?.timer.stop();
    watched?.group.leave();
  }
}

import type { TabGroup, TabGroupListener, TabGroups, TabMessage } from '../../../main/web/tabs/tabGroup.js';

/** One tab as the others see it. */
export interface Doorbell {
  /** Let something happen in the tab, as soon as it is awake; `soon` in order, after a while. */
  soon(work: () => void): void;
}

interface Member {
  readonly listener: TabGroupListener;
  readonly door: Doorbell;
}

/** The locks and channels of one browser. */
export class MemoryTabs {
  private readonly members = new Map<string, Set<Member>>();
  private readonly holders = new Map<string, Member>();
  private readonly queues = new Map<string, Member[]>();

  groups(door: Doorbell): TabGroups {
    return (name, listener) => this.join(name, { listener, door });
  }

  private join(name: string, member: Member): TabGroup {
    const members = this.members.get(name) ?? new Set();
    this.members.set(name, members.add(member));
    const queue = this.queues.get(name) ?? [];
    this.queues.set(name, queue);
    const release = (): void => {
      this.queues.set(name, this.queues.get(name)!.filter((each) => each !== member));
      if (this.holders.get(name) === member) {
        this.holders.delete(name);
        this.passOn(name);
      }
    };
    return {
      post: (message) => members.forEach((each) => each !== member && members.has(member) && this.deliver(each, members, message)),
      lead: (steal) => {
        if (this.holders.get(name) === member) {
          return;
        }
        const waiting = this.queues.get(name)!;
        if (steal) {
          const robbed = this.holders.get(name);
          this.holders.delete(name);
          this.queues.set(name, [member, ...waiting.filter((each) => each !== member)]);
          robbed?.door.soon(() => robbed.listener.deposed());
        } else if (!waiting.includes(member)) {
          waiting.push(member);
        }
        this.passOn(name);
      },
      resign: release,
      leave: () => {
        members.delete(member);
        release();
      }
    };
  }

  private deliver(to: Member, members: Set<Member>, message: TabMessage): void {
    const copy = structuredClone(message);
    to.door.soon(() => members.has(to) && to.listener.message(copy));
  }

  private passOn(name: string): void {
    if (!this.holders.has(name)) {
      const next = this.queues.get(name)!.shift();
      if (next) {
        this.holders.set(name, next);
        next.door.soon(() => this.holders.get(name) === next && next.listener.elected());
      }
    }
  }
}

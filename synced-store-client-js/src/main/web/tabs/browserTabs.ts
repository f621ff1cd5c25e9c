import type { TabGroup, TabGroupListener, TabGroups, TabMessage } from './tabGroup.js';

/** Groups of the browser's tabs, or undefined where the browser lacks what it takes. */
export function browserTabs(): TabGroups | undefined {
  const possible = typeof BroadcastChannel === 'function' && typeof navigator === 'object' && navigator.locks !== undefined;
  return possible ? (name, listener) => new BrowserTabs(name, listener) : undefined;
}

/** The leader holds a lock, which the browser passes on when its tab is closed. */
class BrowserTabs implements TabGroup {
  private readonly channel: BroadcastChannel;
  private waiting: AbortController | undefined;
  private release: (() => void) | undefined;
  private left = false;

  constructor(private readonly name: string, private readonly listener: TabGroupListener) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      if (!this.left) {
        listener.message(data);
      }
    };
  }

  post(message: TabMessage): void {
    if (!this.left) {
      this.channel.postMessage(message);
    }
  }

  lead(steal: boolean): void {
    if (this.left || this.release || (this.waiting && !steal)) {
      return;
    }
    this.waiting?.abort();
    const waiting = new AbortController();
    this.waiting = waiting;
    const options: LockOptions = steal ? { steal } : { signal: waiting.signal };
    navigator.locks.request(this.name, options, () => this.hold(waiting)).catch(() => {
      // The lock was stolen, or nobody waits for it any more.
      if (this.waiting === waiting) {
        this.waiting = undefined;
        this.release = undefined;
        if (!this.left) {
          this.listener.deposed();
        }
      }
    });
  }

  resign(): void {
    this.waiting?.abort();
    this.waiting = undefined;
    this.release?.();
    this.release = undefined;
  }

  leave(): void {
    this.resign();
    this.left = true;
    this.channel.close();
  }

  private hold(waiting: AbortController): Promise<void> | undefined {
    if (this.left || this.waiting !== waiting) {
      return undefined;
    }
    return new Promise((resolve) => {
      this.release = resolve;
      this.listener.elected();
    });
  }
}

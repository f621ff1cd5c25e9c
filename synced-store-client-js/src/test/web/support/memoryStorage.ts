import type { AsideRecord, ClientStorage, Found, Head, Kept, PendingRecord, StoreFile, Write } from '../../../main/web/storage/storeFile.js';
import type { Json } from '../../../main/web/json.js';

/** What is kept in one file. */
class Content {
  head: Head | null = null;
  readonly entries = new Map<string, Json>();
  readonly pending = new Map<number, PendingRecord>();
  aside: AsideRecord[] = [];
}

/** Where and when the work of one tab on files is done. */
export interface Desk {
  /** Do a piece of work on a file, behind all that was asked for earlier. */
  later(work: () => void): void;
  /** Whether the next write fails. */
  fails(): boolean;
}

/** Files in memory that several tabs share, as the browser's databases are shared. */
export class MemoryDisk {
  readonly files = new Map<string, Content>();

  /** How many mutations wait aside. */
  get aside(): number {
    return [...this.files.values()].reduce((sum, { aside }) => sum + aside.length, 0);
  }

  storage(desk: Desk): ClientStorage {
    return {
      open: (name) => new Promise((resolve) => desk.later(() => {
        const content = this.files.get(name) ?? new Content();
        this.files.set(name, content);
        resolve(new MemoryFile(content, desk));
      })),
      erase: async (prefix) => [...this.files.keys()].filter((name) => name.startsWith(prefix)).forEach((name) => this.files.delete(name))
    };
  }
}

class MemoryFile implements StoreFile {
  private closed = false;

  constructor(private readonly content: Content, private readonly desk: Desk) {
  }

  read(): Promise<Kept> {
    return this.transaction(() => structuredClone({
      head: this.content.head,
      entries: [...this.content.entries],
      pending: [...this.content.pending.values()].sort((a, b) => a.id - b.id),
      aside: this.content.aside
    }));
  }

  write(knownId: number, decide: (found: Found) => Write | null): Promise<void> {
    return this.transaction(() => {
      const fresh = [...this.content.pending.values()].filter(({ id }) => id > knownId).sort((a, b) => a.id - b.id);
      const write = decide(structuredClone({ head: this.content.head, fresh, aside: this.content.aside }));
      if (write) {
        if (this.desk.fails()) {
          throw new DOMException('The disk is full', 'QuotaExceededError');
        }
        this.put(structuredClone(write));
      }
    });
  }

  close(): void {
    this.closed = true;
  }

  private transaction<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => this.desk.later(() => {
      try {
        if (this.closed) {
          throw new DOMException('The database is closed', 'InvalidStateError');
        }
        resolve(work());
      } catch (problem) {
        reject(problem);
      }
    }));
  }

  private put({ head, clear, entries, settledId, pending, setAside, takenUp }: Write): void {
    if (clear) {
      this.content.entries.clear();
      this.content.pending.clear();
    }
    [...this.content.pending.keys()].filter((id) => id <= settledId).forEach((id) => this.content.pending.delete(id));
    for (const { key, value } of entries) {
      if (value === undefined) {
        this.content.entries.delete(key);
      } else {
        this.content.entries.set(key, value);
      }
    }
    pending.forEach((each) => this.content.pending.set(each.id, each));
    this.content.head = head;
    const gone = (each: AsideRecord): boolean => takenUp.some(({ tab, place }) => tab === each.tab && place === each.place);
    this.content.aside = this.content.aside.filter((each) => !gone(each)).concat(setAside).sort((a, b) => a.place - b.place);
  }
}

import type { KeyAndValue } from '../local/entries.js';
import type { Json } from '../json.js';
import type { AsideRecord, ClientStorage, Found, Head, Kept, PendingRecord, StoreFile, Write } from './storeFile.js';

const HEAD = 'head';
const ENTRIES = 'entries';
const PENDING = 'pending';
const ALL = [HEAD, ENTRIES, PENDING];
const ONLY = 0;
/** What waits aside is beside the head, under its tab and its place. */
const keyOf = ({ tab, place }: AsideRecord): IDBValidKey => [tab, place];
const aside = (): IDBKeyRange => IDBKeyRange.lowerBound([]);

/** A blocked browser never answers. */
const OPEN_TIMEOUT = 5000;

/** Whoever deletes a database because the user has signed out says so, and that may be heard a little later. */
const DELETION_GRACE = 100;

/** Keeps each store in a database of its own. */
export class IndexedDbStorage implements ClientStorage {
  constructor(private readonly factory: IDBFactory) {
  }

  async open(name: string, lost: (reason: string) => void): Promise<StoreFile> {
    const request = this.factory.open(name, 1);
    request.onupgradeneeded = () => ALL.forEach((each) => request.result.createObjectStore(each));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const give = (why: string) => (): void => reject(new Error(why));
      request.onblocked = give('The database is blocked by another tab');
      timer = setTimeout(give('The database did not open in time'), OPEN_TIMEOUT);
    });
    const opened = done(request);
    try {
      return new DatabaseFile(await Promise.race([opened, late]), lost);
    } catch (problem) {
      opened.then((database) => database.close(), () => undefined);
      throw problem;
    } finally {
      clearTimeout(timer);
    }
  }

  async erase(prefix: string): Promise<void> {
    const all = await this.factory.databases();
    const names = all.map(({ name }) => name ?? '').filter((name) => name.startsWith(prefix));
    await Promise.all(names.map((name) => done(this.factory.deleteDatabase(name))));
  }
}

class DatabaseFile implements StoreFile {
  constructor(private readonly database: IDBDatabase, lost: (reason: string) => void) {
    database.onversionchange = () => {
      database.close();
      setTimeout(() => lost('The database was deleted'), DELETION_GRACE);
    };
    database.onclose = () => lost('The browser has closed the database');
  }

  async read(): Promise<Kept> {
    const transaction = this.database.transaction(ALL, 'readonly');
    const entries = transaction.objectStore(ENTRIES);
    const [head, keys, values, pending, waiting] = await Promise.all([
      done(transaction.objectStore(HEAD).get(ONLY)) as Promise<Head | undefined>,
      done(entries.getAllKeys()) as Promise<string[]>,
      done(entries.getAll()) as Promise<Json[]>,
      done(transaction.objectStore(PENDING).getAll()) as Promise<PendingRecord[]>,
      done(transaction.objectStore(HEAD).getAll(aside())) as Promise<AsideRecord[]>
    ]);
    return { head: head ?? null, entries: keys.map((key, index): KeyAndValue => [key, values[index]!]), pending, aside: waiting };
  }

  write(knownId: number, decide: (found: Found) => Write | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(ALL, 'readwrite');
      let problem: unknown;
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(problem ?? transaction.error ?? new Error('The transaction was aborted'));
      const head: IDBRequest<Head | undefined> = transaction.objectStore(HEAD).get(ONLY);
      const waiting: IDBRequest<AsideRecord[]> = transaction.objectStore(HEAD).getAll(aside());
      const fresh: IDBRequest<PendingRecord[]> = transaction.objectStore(PENDING).getAll(IDBKeyRange.lowerBound(knownId, true));
      fresh.onsuccess = () => {
        try {
          const write = decide({ head: head.result ?? null, fresh: fresh.result, aside: waiting.result });
          if (write) {
            this.put(transaction, write);
          }
        } catch (thrown) {
          problem = thrown;
          transaction.abort();
        }
      };
    });
  }

  close(): void {
    this.database.close();
  }

  private put(transaction: IDBTransaction, { head, clear, entries, settledId, pending, setAside, takenUp }: Write): void {
    const entryStore = transaction.objectStore(ENTRIES);
    const pendingStore = transaction.objectStore(PENDING);
    if (clear) {
      entryStore.clear();
      pendingStore.clear();
    } else {
      pendingStore.delete(IDBKeyRange.upperBound(settledId));
    }
    for (const { key, value } of entries) {
      if (value === undefined) {
        entryStore.delete(key);
      } else {
        entryStore.put(value, key);
      }
    }
    pending.forEach((each) => pendingStore.put(each, each.id));
    const headStore = transaction.objectStore(HEAD);
    headStore.put(head, ONLY);
    setAside.forEach((each) => headStore.put(each, keyOf(each)));
    takenUp.forEach((each) => headStore.delete(keyOf(each)));
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The request failed'));
  });
}

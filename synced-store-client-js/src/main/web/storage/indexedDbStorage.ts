import type { Change } from '../local/entries.js';
import type { Json } from '../json.js';
import { type Block, byBlock, changed, entriesOf, NO_BLOCK } from './blocks.js';
import type { AsideRecord, ClientStorage, Found, Head, Kept, PendingRecord, StoreFile, Write } from './storeFile.js';

const HEAD = 'head';
const ENTRIES = 'entries';
const PENDING = 'pending';
const ALL = [HEAD, ENTRIES, PENDING];
const ONLY = 0;
/** In the first version each entry was a record. */
const VERSION = 2;
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
    const request = this.factory.open(name, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, request.transaction!, oldVersion);
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
    const [head, texts, pending, waiting] = await Promise.all([
      done(transaction.objectStore(HEAD).get(ONLY)) as Promise<Head | undefined>,
      done(transaction.objectStore(ENTRIES).getAll()) as Promise<string[]>,
      done(transaction.objectStore(PENDING).getAll()) as Promise<PendingRecord[]>,
      done(transaction.objectStore(HEAD).getAll(aside())) as Promise<AsideRecord[]>
    ]);
    return { head: head ?? null, entries: texts.flatMap(entriesOf), pending, aside: waiting };
  }

  write(knownId: number, decide: (found: Found) => Write | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(ALL, 'readwrite');
      let problem: unknown;
      const attempt = (work: () => void) => (): void => {
        try {
          work();
        } catch (thrown) {
          problem = thrown;
          transaction.abort();
        }
      };
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(problem ?? transaction.error ?? new Error('The transaction was aborted'));
      const head: IDBRequest<Head | undefined> = transaction.objectStore(HEAD).get(ONLY);
      const waiting: IDBRequest<AsideRecord[]> = transaction.objectStore(HEAD).getAll(aside());
      const fresh: IDBRequest<PendingRecord[]> = transaction.objectStore(PENDING).getAll(IDBKeyRange.lowerBound(knownId, true));
      fresh.onsuccess = attempt(() => {
        const write = decide({ head: head.result ?? null, fresh: fresh.result, aside: waiting.result });
        if (write) {
          put(transaction, write, attempt);
        }
      });
    });
  }

  close(): void {
    this.database.close();
  }
}

/** Has what goes wrong in a transaction's later steps end it. */
type Attempt = (work: () => void) => () => void;

function put(transaction: IDBTransaction, { head, clear, entries, settledId, pending, setAside, takenUp }: Write, attempt: Attempt): void {
  const pendingStore = transaction.objectStore(PENDING);
  if (clear) {
    pendingStore.clear();
  } else {
    pendingStore.delete(IDBKeyRange.upperBound(settledId));
  }
  putEntries(transaction.objectStore(ENTRIES), clear, entries, attempt);
  pending.forEach((each) => pendingStore.put(each, each.id));
  const headStore = transaction.objectStore(HEAD);
  headStore.put(head, ONLY);
  setAside.forEach((each) => headStore.put(each, keyOf(each)));
  takenUp.forEach((each) => headStore.delete(keyOf(each)));
}

function putEntries(store: IDBObjectStore, clear: boolean, changes: readonly Change[], attempt: Attempt): void {
  if (clear) {
    store.clear();
    putBlocks(store, changed(NO_BLOCK, changes));
    return;
  }
  if (changes.length === 0) {
    return;
  }
  const firsts = store.getAllKeys() as IDBRequest<string[]>;
  firsts.onsuccess = attempt(() => {
    byBlock(firsts.result, changes).forEach((some, first) => {
      const text = store.get(first) as IDBRequest<string | undefined>;
      text.onsuccess = attempt(() => putBlocks(store, changed({ first, text: text.result }, some)));
    });
  });
}

function putBlocks(store: IDBObjectStore, blocks: readonly Block[]): void {
  blocks.forEach(({ first, text }) => {
    if (text === undefined) {
      store.delete(first);
    } else {
      store.put(text, first);
    }
  });
}

function upgrade(database: IDBDatabase, transaction: IDBTransaction, oldVersion: number): void {
  if (oldVersion === 0) {
    ALL.forEach((each) => database.createObjectStore(each));
  } else if (database.objectStoreNames.contains(ENTRIES)) {
    const store = transaction.objectStore(ENTRIES);
    const keys = store.getAllKeys() as IDBRequest<string[]>;
    const values = store.getAll() as IDBRequest<Json[]>;
    values.onsuccess = () => {
      store.clear();
      putBlocks(store, changed(NO_BLOCK, keys.result.map((key, index) => ({ key, value: values.result[index] }))));
    };
  } else {
    // It is something else.
    transaction.abort();
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The request failed'));
  });
}

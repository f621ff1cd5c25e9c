import { sameJson } from './json.js';
import type { LiveQuery } from './liveQueries.js';
import type { ChangedKeys, LocalStore } from './local/localStore.js';
import { compareKeys, contains, rangeOfPrefix } from './local/keys.js';
import type { ReadSet } from './local/readerIndex.js';
import type { Entry, ReadContext, TableReader } from './local/tables.js';

/** Tells a result whenever it has changed. */
export class LiveResult<R> implements LiveQuery {
  private fired = false;
  private last: R | undefined;

  constructor(private readonly store: LocalStore, private readonly query: (ctx: ReadContext) => R, private readonly callback: (result: R) => void) {
  }

  run(_changes: ChangedKeys, reads: ReadSet): void {
    const result = this.store.query(this.query, reads);
    if (!this.fired || !sameJson(result, this.last)) {
      this.fired = true;
      this.last = result;
      this.callback(result);
    }
  }
}

/** What happened in a table, entry by entry. */
export interface TableChanges<T> {
  /** Entries that were not there before. */
  readonly added: readonly Entry<T>[];
  /** Entries that have another value, and the value that they had. */
  readonly changed: readonly (Entry<T> & { readonly before: T })[];
  /** Entries that are gone, with their last values. */
  readonly removed: readonly Entry<T>[];
}

/** Is told all entries of a table, in the order of their keys, and what has changed since it was told last. */
export type TableCallback<T> = (entries: readonly Entry<T>[], changes: TableChanges<T>) => void;

/** Tells what happens in a table; of a large one only what has changed is looked at. */
export class LiveTable<T> implements LiveQuery {
  private entries: readonly Entry<T>[] = [];
  private begun = false;

  constructor(private readonly store: LocalStore, private readonly table: (ctx: ReadContext) => TableReader<T>,
      private readonly callback: TableCallback<T>) {
  }

  run(changes: ChangedKeys, reads: ReadSet): void {
    const prefix = this.prefix(reads);
    const news: News<T> = { added: [], changed: [], removed: [] };
    const entries = this.store.query((ctx) => {
      const table = this.table(ctx);
      return this.begun && changes ? this.update(table, changes, prefix, news) : this.compare(table.scan(), news);
    });
    if (!this.begun || news.added.length + news.changed.length + news.removed.length > 0) {
      this.begun = true;
      this.entries = entries;
      this.callback(entries, news);
    }
  }

  private update(table: TableReader<T>, changes: ReadonlySet<string>, prefix: string, news: News<T>): readonly Entry<T>[] {
    const range = rangeOfPrefix(prefix);
    const entries = [...this.entries];
    for (const wireKey of [...changes].filter((each) => contains(range, each)).sort(compareKeys)) {
      const key = wireKey.slice(prefix.length);
      const place = placeOf(entries, key);
      const before = entries[place]?.key === key ? entries[place] : undefined;
      const value = table.get(key);
      const now = value === undefined ? undefined : { key, value };
      entries.splice(place, before ? 1 : 0, ...now ? [now] : []);
      tell(before, now, news);
    }
    return entries;
  }

  private compare(entries: readonly Entry<T>[], news: News<T>): readonly Entry<T>[] {
    const before = new Map(this.entries.map((entry) => [entry.key, entry]));
    for (const entry of entries) {
      tell(before.get(entry.key), entry, news);
      before.delete(entry.key);
    }
    before.forEach((entry) => tell(entry, undefined, news));
    return entries;
  }

  /** What all keys of the table begin with; that is also all that this reads. */
  private prefix(reads: ReadSet): string {
    let prefix = '';
    this.store.query((ctx) => this.table(ctx).scan({ limit: 1 }), {
      read: () => undefined,
      scanned: (table) => {
        prefix = table;
      }
    });
    reads.scanned(prefix, rangeOfPrefix(prefix));
    return prefix;
  }
}

interface News<T> {
  readonly added: Entry<T>[];
  readonly changed: (Entry<T> & { readonly before: T })[];
  readonly removed: Entry<T>[];
}

function tell<T>(before: Entry<T> | undefined, now: Entry<T> | undefined, news: News<T>): void {
  if (!before) {
    if (now) {
      news.added.push(now);
    }
  } else if (!now) {
    news.removed.push(before);
  } else if (!sameJson(now.value, before.value)) {
    news.changed.push({ ...now, before: before.value });
  }
}

/** Where an entry is or would be. */
function placeOf(entries: readonly Entry<unknown>[], key: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(entries[middle]!.key, key) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

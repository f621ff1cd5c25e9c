import { contains, type KeyRange, tableOf } from './keys.js';
import type { ReadTracker } from './tables.js';

/** What one run of a query has read. */
export class ReadSet implements ReadTracker {
  readonly keys = new Set<string>();
  readonly ranges: { table: string; range: KeyRange }[] = [];

  read(key: string): void {
    this.keys.add(key);
  }

  scanned(table: string, range: KeyRange): void {
    this.ranges.push({ table, range });
  }
}

/** Finds those who have read a key: single keys are looked up, ranges by their table. */
export class ReaderIndex<R> {
  private readonly byKey = new Map<string, Set<R>>();
  private readonly byTable = new Map<string, Map<R, KeyRange[]>>();

  add(reader: R, reads: ReadSet): void {
    for (const key of reads.keys) {
      const readers = this.byKey.get(key);
      if (readers) {
        readers.add(reader);
      } else {
        this.byKey.set(key, new Set([reader]));
      }
    }
    for (const { table, range } of reads.ranges) {
      const readers = this.byTable.get(table) ?? new Map<R, KeyRange[]>();
      this.byTable.set(table, readers);
      readers.set(reader, [...readers.get(reader) ?? [], range]);
    }
  }

  remove(reader: R, reads: ReadSet): void {
    for (const key of reads.keys) {
      const readers = this.byKey.get(key);
      if (readers?.delete(reader) && readers.size === 0) {
        this.byKey.delete(key);
      }
    }
    for (const { table } of reads.ranges) {
      const readers = this.byTable.get(table);
      if (readers?.delete(reader) && readers.size === 0) {
        this.byTable.delete(table);
      }
    }
  }

  /** Those who have read one of some keys are added to a set. */
  find(keys: Iterable<string>, found: Set<R>): void {
    for (const key of keys) {
      this.byKey.get(key)?.forEach((reader) => found.add(reader));
      this.byTable.get(tableOf(key))?.forEach((ranges, reader) => {
        if (!found.has(reader) && ranges.some((range) => contains(range, key))) {
          found.add(reader);
        }
      });
    }
  }
}

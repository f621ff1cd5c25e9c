import type { Json } from '../json.js';
import { compareKeys, type KeyRange } from './keys.js';

/** One changed entry: its value, or undefined where it is gone. */
export interface Change {
  readonly key: string;
  readonly value: Json | undefined;
}

export type KeyAndValue = readonly [key: string, value: Json];

/** Entries that can be read by key and by range. */
export interface EntryView {
  get(key: string): Json | undefined;
  range(range: KeyRange, reverse: boolean): Iterable<KeyAndValue>;
}

/** How many new keys are put in their place one by one; beyond, sorting anew is quicker. */
const MAX_INSERTED = 32;

/** Keys in order. They are put in order when somebody asks for a range. */
class OrderedKeys {
  private sorted: string[] = [];
  private fresh: string[] = [];
  private stale = false;

  constructor(private readonly all: () => Iterable<string>) {
  }

  added(key: string): void {
    this.fresh.push(key);
  }

  removed(key: string): void {
    if (this.stale || this.fresh.length > 0) {
      this.stale = true;
      this.fresh = [];
    } else {
      this.sorted.splice(this.find(key), 1);
    }
  }

  *within(range: KeyRange, reverse: boolean): Generator<string> {
    this.sort();
    const keys = this.sorted;
    const from = this.find(range.from);
    const to = this.find(range.to);
    if (reverse) {
      for (let i = to - 1; i >= from; i--) {
        yield keys[i]!;
      }
    } else {
      for (let i = from; i < to; i++) {
        yield keys[i]!;
      }
    }
  }

  private sort(): void {
    if (this.stale || this.fresh.length > MAX_INSERTED) {
      this.sorted = Array.from(this.all()).sort(compareKeys);
    } else {
      this.fresh.forEach((key) => this.sorted.splice(this.find(key), 0, key));
    }
    this.stale = false;
    this.fresh = [];
  }

  /** Where a key is or would be. */
  private find(key: string): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareKeys(this.sorted[middle]!, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/** The entries of a base. */
export class Entries implements EntryView {
  private readonly values: Map<string, Json>;
  private readonly keys: OrderedKeys;

  constructor(values: Iterable<KeyAndValue> = []) {
    this.values = new Map(values);
    this.keys = new OrderedKeys(() => this.values.keys());
    for (const key of this.values.keys()) {
      this.keys.added(key);
    }
  }

  /** How many there are. */
  get size(): number {
    return this.values.size;
  }

  /** What is under a key on the wire. */
  get(key: string): Json | undefined {
    return this.values.get(key);
  }

  /** Make a change. */
  put({ key, value }: Change): void {
    if (value === undefined) {
      if (this.values.delete(key)) {
        this.keys.removed(key);
      }
    } else {
      if (!this.values.has(key)) {
        this.keys.added(key);
      }
      this.values.set(key, value);
    }
  }

  /** All of them, in no particular order. */
  all(): Iterable<KeyAndValue> {
    return this.values;
  }

  /** Those of a range, in the order of their keys. */
  *range(range: KeyRange, reverse: boolean): Generator<KeyAndValue> {
    for (const key of this.keys.within(range, reverse)) {
      yield [key, this.values.get(key)!];
    }
  }
}

/** Changes on top of a view. */
export class Overlay implements EntryView {
  private readonly values = new Map<string, Json | undefined>();
  private readonly keys = new OrderedKeys(() => this.values.keys());

  constructor(readonly below: EntryView) {
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  get(key: string): Json | undefined {
    return this.values.has(key) ? this.values.get(key) : this.below.get(key);
  }

  put({ key, value }: Change): void {
    if (!this.values.has(key)) {
      this.keys.added(key);
    }
    this.values.set(key, value);
  }

  changes(): Change[] {
    return Array.from(this.values, ([key, value]) => ({ key, value }));
  }

  changed(): Iterable<string> {
    return this.values.keys();
  }

  *range(range: KeyRange, reverse: boolean): Generator<KeyAndValue> {
    const below = this.below.range(range, reverse)[Symbol.iterator]();
    let next = below.next();
    for (const key of this.keys.within(range, reverse)) {
      while (!next.done && (reverse ? compareKeys(next.value[0], key) > 0 : compareKeys(next.value[0], key) < 0)) {
        yield next.value;
        next = below.next();
      }
      if (!next.done && next.value[0] === key) {
        next = below.next();
      }
      const value = this.values.get(key);
      if (value !== undefined) {
        yield [key, value];
      }
    }
    while (!next.done) {
      yield next.value;
      next = below.next();
    }
  }
}

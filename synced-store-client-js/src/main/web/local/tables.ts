import { MutationRejectedError, RejectionCode } from '../errors.js';
import { copyJson, freezeJson, type Json, Limits, utf8Length } from '../json.js';
import type { EntryView, Overlay } from './entries.js';
import { behind, checkKey, compareKeys, endOfPrefix, type KeyRange, privatePrefix } from './keys.js';

declare const VALUE_TYPE: unique symbol;

/** A named table and the type of its values. One name may exist in all visibilities; they are different tables. */
export interface Table<T> {
  /** As it stands in keys. */
  readonly name: string;
  readonly [VALUE_TYPE]?: T;
}

/** Name a table and the type of its values: `const TODOS = table<Todo>('todos')`. */
export function table<T>(name: string): Table<T> {
  if (!/^\$?[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) {
    throw new TypeError(`'${name}' can't name a table: it must be a letter, followed by at most 63 letters, digits, '_' and '-'`);
  }
  return { name };
}

/** One entry of which there is only one: its table, its key there, and the type of its value. */
export interface Singleton<T> {
  /** The name of the table that it is in. */
  readonly table: string;
  /** Its key in that table. */
  readonly key: string;
  readonly [VALUE_TYPE]?: T;
}

/** Name one entry and the type of its value: `const GAME = singleton<Game>('game', 'state')`. */
export function singleton<T>(tableName: string, key: string): Singleton<T> {
  checkKey(table(tableName).name, key);
  return { table: tableName, key };
}

/** An entry of a table. */
export interface Entry<T> {
  /** Its key within the table. */
  readonly key: string;
  /** Its value, which can't be changed. */
  readonly value: T;
}

/** Which entries of a table to read. */
export interface Scan {
  /** Only keys that begin with it. */
  readonly prefix?: string;
  /** Only keys beyond it in the direction of the scan: the last key of one page is the cursor of the next. */
  readonly cursor?: string;
  /** The largest number of entries. */
  readonly limit?: number;
  /** From the largest key down. */
  readonly reverse?: boolean;
}

/** Reads a table. What it hands out can't be changed. */
export interface TableReader<T> {
  /** The value under a key, or undefined where there is none. */
  get(key: string): T | undefined;
  /** Whether there is an entry under a key. */
  has(key: string): boolean;
  /** Entries in the order of their keys, ascending unless reversed. */
  scan(scan?: Scan): Entry<T>[];
}

/** Reads and changes a table. */
export interface TableWriter<T> extends TableReader<T> {
  /** Put a value under a key, in place of what is there. A copy is taken. Throws where key or value break the protocol's limits. */
  set(key: string, value: T): void;
  /** Take away what is under a key, if there is anything. */
  delete(key: string): void;
}

/** Reads the one entry that a singleton names. What it hands out can't be changed. */
export interface SingletonReader<T> {
  /** The value, or undefined where there is none. */
  get(): T | undefined;
  /** Whether there is a value. */
  exists(): boolean;
}

/** Reads and changes the one entry that a singleton names. */
export interface SingletonWriter<T> extends SingletonReader<T> {
  /** Put a value in place of what is there. A copy is taken. Throws where it breaks the protocol's limits. */
  set(value: T): void;
  /** Take away what is there. */
  delete(): void;
}

/** The entries of one visibility, for reading. */
export interface ReadScope {
  /** The entries of a table. */
  table<T>(table: Table<T>): TableReader<T>;
  /** The one entry that a singleton names. */
  singleton<T>(singleton: Singleton<T>): SingletonReader<T>;
}

/** The entries of one visibility, for reading and changing. */
export interface WriteScope extends ReadScope {
  /** The entries of a table. */
  table<T>(table: Table<T>): TableWriter<T>;
  /** The one entry that a singleton names. */
  singleton<T>(singleton: Singleton<T>): SingletonWriter<T>;
}

/** What a query sees: by itself the shared entries. */
export interface ReadContext extends ReadScope {
  /** The private entries of a user, here only the user's own. */
  privateOfUser(userId: string): ReadScope;
  /** Throws: server-only entries never leave the server. */
  serverOnly(): never;
  /** The user of the store; on the server the user who called. */
  readonly userId: string;
  /** Whether this runs on the server: never here. */
  readonly isServer: false;
}

/** What a mutator sees and changes: by itself the shared entries. */
export interface MutationContext extends ReadContext, WriteScope {
  /** The shared entries of a table. */
  table<T>(table: Table<T>): TableWriter<T>;
  /** The one shared entry that a singleton names. */
  singleton<T>(singleton: Singleton<T>): SingletonWriter<T>;
  /** The private entries of a user, here only the user's own. */
  privateOfUser(userId: string): WriteScope;
  /** Refuse the mutation: nothing of it happens. */
  reject(code: string, message: string): never;
  /** Let an action run soon after this mutation's commit: the server does that, here nothing happens. */
  enqueueAction(action: string, args?: unknown): void;
  /** Let an action run at a time: the server does that, here nothing happens. */
  enqueueActionAt(time: Date | string, action: string, args?: unknown): void;
  /** Run a mutator of another space once this mutation is committed: the server does that, here nothing happens. */
  mutateOther(space: Space, mutator: string, args: unknown): void;
  /** Read from another space: the server does that, here `read` is not called. */
  readOther(space: Space, read: (other: ReadContext) => void): void;
  /** Which space has sent this mutation: none, as such mutations run on the server alone. */
  readonly source: undefined;
}

/** Names a space. */
export interface Space {
  /** Of which kind it is. */
  readonly storeType: string;
  /** Which one. */
  readonly instanceId: string;
}

/** Is told what is read. */
export interface ReadTracker {
  read(key: string): void;
  scanned(table: string, range: KeyRange): void;
}

/** The context of one query, or with an overlay of one run of a mutator. */
export class RunContext implements MutationContext {
  readonly isServer = false;
  readonly source = undefined;
  private rejection: MutationRejectedError | undefined;

  constructor(readonly userId: string, private readonly view: EntryView, private readonly tracker: ReadTracker | undefined,
      private readonly overlay?: Overlay) {
  }

  table<T>(table: Table<T>): TableWriter<T> {
    return this.access(table, '');
  }

  singleton<T>(singleton: Singleton<T>): SingletonWriter<T> {
    return new FixedEntry<T>(this.access({ name: singleton.table }, ''), singleton.key);
  }

  privateOfUser(userId: string): WriteScope {
    if (userId !== this.userId) {
      throw new TypeError('The private data of another user is on the server only');
    }
    const prefix = privatePrefix(userId);
    return {
      table: (table) => this.access(table, prefix),
      singleton: <T>({ table, key }: Singleton<T>) => new FixedEntry<T>(this.access({ name: table }, prefix), key)
    };
  }

  serverOnly(): never {
    throw new TypeError('Server-only data is on the server only');
  }

  reject(code: string, message: string): never {
    this.rejection = new MutationRejectedError(code, message);
    throw this.rejection;
  }

  enqueueAction(): void {
    // The server does it.
  }

  enqueueActionAt(): void {
    // The server does it.
  }

  mutateOther(): void {
    // The server does it.
  }

  readOther(): void {
    // The server does it.
  }

  /** Throw the refusal that the mutator caught, if it did. */
  throwIfRejected(): void {
    if (this.rejection) {
      throw this.rejection;
    }
  }

  private access<T>(table: Table<T>, scope: string): TableWriter<T> {
    return new TableAccess<T>(table.name, `${scope}${table.name}/`, this.view, this.tracker, this.overlay);
  }
}

class FixedEntry<T> implements SingletonWriter<T> {
  constructor(private readonly table: TableWriter<T>, private readonly key: string) {
  }

  get(): T | undefined {
    return this.table.get(this.key);
  }

  exists(): boolean {
    return this.table.has(this.key);
  }

  set(value: T): void {
    this.table.set(this.key, value);
  }

  delete(): void {
    this.table.delete(this.key);
  }
}

class TableAccess<T> implements TableWriter<T> {
  constructor(private readonly name: string, private readonly prefix: string, private readonly view: EntryView,
      private readonly tracker: ReadTracker | undefined, private readonly overlay: Overlay | undefined) {
  }

  get(key: string): T | undefined {
    const wireKey = this.prefix + key;
    this.tracker?.read(wireKey);
    const value = this.view.get(wireKey);
    return value === undefined ? undefined : freezeJson(value) as T;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  scan({ prefix = '', cursor, limit = Infinity, reverse = false }: Scan = {}): Entry<T>[] {
    if (!(limit >= 1)) {
      throw new RangeError(`The limit of a scan must be at least 1, but is ${limit}`);
    }
    const range = this.rangeOf(this.prefix + prefix, cursor, reverse);
    let read = range;
    const result: Entry<T>[] = [];
    for (const [key, value] of this.view.range(range, reverse)) {
      result.push({ key: key.slice(this.prefix.length), value: freezeJson(value) as T });
      if (result.length >= limit) {
        read = reverse ? { from: key, to: range.to } : { from: range.from, to: behind(key) };
        break;
      }
    }
    this.tracker?.scanned(this.prefix, read);
    return result;
  }

  set(key: string, value: T): void {
    const overlay = this.writable(key);
    let copy: Json;
    try {
      copy = copyJson(value);
    } catch (problem) {
      throw new MutationRejectedError(RejectionCode.invalidValue, `The value of ${this.name}/${key}: ${(problem as Error).message}`);
    }
    if (copy === null) {
      throw new MutationRejectedError(RejectionCode.invalidValue, `The value of ${this.name}/${key} is null`);
    }
    const bytes = utf8Length(JSON.stringify(copy), Limits.valueBytes);
    if (bytes > Limits.valueBytes) {
      throw new MutationRejectedError(RejectionCode.valueTooLarge,
        `The value of ${this.name}/${key} takes ${bytes} bytes, but may take ${Limits.valueBytes}`);
    }
    overlay.put({ key: this.prefix + key, value: copy });
  }

  delete(key: string): void {
    this.writable(key).put({ key: this.prefix + key, value: undefined });
  }

  private writable(key: string): Overlay {
    if (!this.overlay) {
      throw new TypeError('A query only reads');
    }
    if (this.name.startsWith('$')) {
      throw new MutationRejectedError(RejectionCode.invalidKey, `Table ${this.name} belongs to the system and can only be read`);
    }
    checkKey(this.name, key);
    return this.overlay;
  }

  private rangeOf(prefix: string, cursor: string | undefined, reverse: boolean): KeyRange {
    let from = prefix;
    let to = endOfPrefix(prefix);
    if (cursor !== undefined) {
      const edge = this.prefix + cursor;
      if (reverse) {
        to = compareKeys(edge, to) < 0 ? edge : to;
      } else if (compareKeys(edge, from) >= 0) {
        from = behind(edge);
      }
    }
    return { from, to: compareKeys(from, to) <= 0 ? to : from };
  }
}

import type { Refusal } from '../errors.js';
import type { Json } from '../json.js';
import type { PushMutation } from '../protocol/messages.js';
import { WITHDRAWN_MUTATION } from '../protocol/messages.js';
import type { Change, EntryView, KeyAndValue } from './entries.js';
import { contains, type KeyRange } from './keys.js';

/** What a mutation says, whoever runs it. */
export interface MutationCall {
  /** Tells it from all others, and is the same in each retry. */
  readonly nonce: string;
  readonly schemaVersion: number;
  readonly name: string;
  readonly args: Json;
}

/** What one run of a mutation read of what was there before it. */
export class ReadRecord {
  private readonly keys: string[] = [];
  private readonly ranges: KeyRange[] = [];

  /** A view that remembers in here what is read. */
  of(view: EntryView): EntryView {
    return {
      get: (key: string): Json | undefined => {
        this.keys.push(key);
        return view.get(key);
      },
      range: (range: KeyRange, reverse: boolean): Iterable<KeyAndValue> => {
        this.ranges.push(range);
        return view.range(range, reverse);
      }
    };
  }

  hasAny(changed: ReadonlySet<string>): boolean {
    if (changed.size === 0) {
      return false;
    }
    if (this.keys.some((key) => changed.has(key))) {
      return true;
    }
    for (const range of this.ranges) {
      for (const key of changed) {
        if (contains(range, key)) {
          return true;
        }
      }
    }
    return false;
  }
}

/** What one run of a mutation did here. */
export interface MutationRun {
  readonly reads: ReadRecord;
  readonly changes: readonly Change[];
  /** Why it had no effect, if it hadn't. */
  readonly problem?: unknown;
}

/** The number of a mutation that has none yet: behind all others. */
export const UNNUMBERED = Infinity;

/** A mutation whose outcome the base doesn't have yet, and what its latest run here did. */
export class PendingMutation {
  /** What its latest run here did; before the first, nothing. */
  run: MutationRun = { reads: new ReadRecord(), changes: [], problem: 'It was not run yet' };

  /**
   * @param id its number among those of its client; one that belongs to an earlier id of the client has none above 0
   * @param withdrawal why it can't be sent, so that its withdrawal is sent in its place
   */
  constructor(public id: number, readonly call: MutationCall, public withdrawal: Refusal | null = null) {
  }

  /** The mutation as it is sent, or its withdrawal. */
  toPush(): PushMutation {
    const { nonce, schemaVersion, name, args } = this.call;
    return {
      id: this.id,
      nonce,
      schema_version: schemaVersion,
      name: this.withdrawal ? WITHDRAWN_MUTATION : name,
      args: this.withdrawal ? null : args
    };
  }
}

import type { Refusal } from '../errors.js';
import type { Json } from '../json.js';
import type { Change, KeyAndValue } from '../local/entries.js';
import type { HistoryPoint } from '../local/localStore.js';
import { PendingMutation } from '../local/pendingMutation.js';
import type { RejectionRecord } from '../local/rejections.js';

/** The format of what is kept. A file of a later one was written by a newer version of this client. */
export const FORMAT = 1;

/** A mutation as it is kept, and as tabs tell each other of it. */
export interface PendingRecord {
  readonly id: number;
  readonly nonce: string;
  readonly schemaVersion: number;
  readonly name: string;
  readonly args: Json;
  readonly withdrawal: Refusal | null;
}

/** A mutation that waits aside, without a number, as long as the tab that made it is offline. */
export interface AsideRecord {
  readonly tab: string;
  /** Counts those of the tab. */
  readonly place: number;
  readonly mutation: PendingRecord;
}

/** All that is kept of a store besides its entries and pending mutations. */
export interface Head {
  readonly format: number;
  /** Counts the writes. */
  readonly revision: number;
  /** Counts the leaders: whoever leads under an earlier one leads no more. */
  readonly term: number;
  readonly schemaVersion: number;
  readonly clientId: string;
  readonly point: HistoryPoint | null;
  readonly lastId: number;
  readonly processedId: number;
  readonly acknowledgedId: number;
  readonly sentId: number;
  readonly rejections: readonly RejectionRecord[];
}

/** All that is kept of a store; without a head nothing. */
export interface Kept {
  readonly head: Head | null;
  readonly entries: readonly KeyAndValue[];
  readonly pending: readonly PendingRecord[];
  readonly aside: readonly AsideRecord[];
}

/** What was found before something is written. */
export interface Found {
  readonly head: Head | null;
  /** The mutations beyond a known id, in order. */
  readonly fresh: readonly PendingRecord[];
  /** All that waits aside, of each tab in order. */
  readonly aside: readonly AsideRecord[];
}

/** What is written at one stroke. */
export interface Write {
  readonly head: Head;
  /** Whether all entries and mutations that there are go first. */
  readonly clear: boolean;
  readonly entries: readonly Change[];
  /** Mutations up to this id go. */
  readonly settledId: number;
  readonly pending: readonly PendingRecord[];
  /** What waits aside from now on. */
  readonly setAside: readonly AsideRecord[];
  /** What does not wait aside any more. */
  readonly takenUp: readonly AsideRecord[];
}

/** Where one store is kept. Several tabs may have it open; each call is one transaction. */
export interface StoreFile {
  /** All that is kept. */
  read(): Promise<Kept>;
  /**
   * Look and write, with nobody in between. What decides runs inside of the transaction and returns at once; where it
   * throws, or returns null, nothing is written. Resolves when what was written is durable.
   */
  write(knownId: number, decide: (found: Found) => Write | null): Promise<void>;
  /** Have no more to do with it; what is being written is written. */
  close(): void;
}

/** Where stores are kept from one run of the application to the next. */
export interface ClientStorage {
  /**
   * Open a file, or make it.
   * @param lost is told when the file can't be used any more, because somebody has deleted it or the browser took it away
   */
  open(name: string, lost: (reason: string) => void): Promise<StoreFile>;
  /** Delete all files whose names begin so. */
  erase(prefix: string): Promise<void>;
}

export function toRecord({ call, withdrawal }: PendingMutation, id: number): PendingRecord {
  return { id, nonce: call.nonce, schemaVersion: call.schemaVersion, name: call.name, args: call.args, withdrawal };
}

export function toMutation({ id, nonce, schemaVersion, name, args, withdrawal }: PendingRecord, shift: number): PendingMutation {
  return new PendingMutation(id - shift, { nonce, schemaVersion, name, args }, withdrawal);
}

/** A write of a head alone. */
export function writeOf(head: Head): Write {
  return { head, clear: false, entries: [], settledId: -Infinity, pending: [], setAside: [], takenUp: [] };
}

/** Whether a head is one, and not what is left of it. */
export function isWhole(head: Head): boolean {
  return [head.format, head.revision, head.term, head.schemaVersion, head.lastId, head.processedId, head.acknowledgedId, head.sentId]
    .every(Number.isSafeInteger) && typeof head.clientId === 'string' && Array.isArray(head.rejections)
    && (head.point === null || (typeof head.point.epoch === 'string' && Number.isSafeInteger(head.point.version)));
}

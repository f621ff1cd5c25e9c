import type { Json } from '../json.js';
import type { Change } from '../local/entries.js';
import type { HistoryPoint } from '../local/localStore.js';

/** A mutation, and what its latest run here did. */
export interface ObservedMutation {
  /** Its number, or null as long as it has none. */
  readonly id: number | null;
  /** The name of the mutator. */
  readonly mutator: string;
  /** What it was called with. */
  readonly args: Json;
  /** The entries that it has set, or deleted where the value is undefined. */
  readonly changes: readonly Change[];
  /** Why it has no effect here, if it has none. */
  readonly problem: string | undefined;
}

/** A mutation that left what is pending, because the base has it. */
export interface SettledMutation {
  /** Its number. */
  readonly id: number;
  /** The name of the mutator. */
  readonly mutator: string;
  /** What it was called with. */
  readonly args: Json;
  /** Why the server refused it, or undefined if it didn't. */
  readonly refusal: { readonly code: string; readonly message: string } | undefined;
}

/** One step to a newer base, with what is pending replayed on it. */
export interface ObservedRebase {
  /** Tells it from other observations. */
  readonly type: 'rebase';
  /** The point of the base before, or null if there was none. */
  readonly from: HistoryPoint | null;
  /** The point of the base now. */
  readonly to: HistoryPoint | null;
  /** What came in the base, or null for all of it. */
  readonly patches: readonly Change[] | null;
  /** What left what is pending. */
  readonly settled: readonly SettledMutation[];
  /** What is still pending. Only what read something that had changed has run again. */
  readonly replayed: readonly (ObservedMutation & { readonly again: boolean })[];
}

/** Something that a store does, for those who look at how it works. Bodies are those of the protocol. */
export type Observation =
  /** A request leaves. Operations are `push`, `pull` and `actions/…`. */
  | { readonly type: 'request'; readonly number: number; readonly operation: string; readonly body: string }
  /** What came back for the request of that number: 0 is the status of no answer. */
  | { readonly type: 'answer'; readonly number: number; readonly operation: string; readonly status: number; readonly body: string }
  /** The connection for pokes is there, or gone. */
  | { readonly type: 'connection'; readonly open: boolean }
  | { readonly type: 'poke'; readonly body: string }
  /** A mutator has run here for the first time. */
  | { readonly type: 'mutation'; readonly mutation: ObservedMutation }
  | ObservedRebase;

/** What a store is made of at one moment. */
export interface Inspection {
  /** The point of the base, or null if there is none yet. */
  readonly point: HistoryPoint | null;
  /** How many entries the base has. */
  readonly entries: number;
  /** Whether this tab is the one that talks with the server. */
  readonly leads: boolean;
  /** What is pending, in order. */
  readonly pending: readonly ObservedMutation[];
  /** The entries that pending mutations have changed here: in the base, and as readers see them. */
  readonly unconfirmed: readonly { readonly key: string; readonly base: Json | undefined; readonly here: Json | undefined }[];
}

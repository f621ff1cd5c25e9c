import type { Json } from '../json.js';
import type { Change, KeyAndValue } from '../local/entries.js';

/**
 * Some entries whose keys follow each other, as one text: a browser reads a few long texts much faster than many small
 * records. A block has the entries from its first key on, up to the first key of the next one.
 */
export interface Block {
  /** Where it begins; nothing is left of it where `text` is undefined. */
  readonly first: string;
  readonly text: string | undefined;
}

/** Where there is none yet; it begins before all keys. */
export const NO_BLOCK: Block = { first: '', text: undefined };

/** In characters. What changes is written with all that is in its block, so blocks are small; a larger entry has one of its own. */
const LENGTH = 8 * 1024;
/** When a block is split. */
const MOST = 2 * LENGTH;

/**
 * To which blocks changes belong.
 * @param firsts the first keys of all blocks, in order
 */
export function byBlock(firsts: readonly string[], changes: readonly Change[]): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const first = blockOf(firsts, change.key);
    const others = found.get(first);
    if (others) {
      others.push(change);
    } else {
      found.set(first, [change]);
    }
  }
  return found;
}

/** The block that has a key, or is to have it. */
function blockOf(firsts: readonly string[], key: string): string {
  let from = 0;
  let to = firsts.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (firsts[middle]! <= key) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return firsts[from - 1] ?? NO_BLOCK.first;
}

/** A block after some changes to it; more than one where it has become too long. */
export function changed({ first, text }: Block, changes: readonly Change[]): Block[] {
  const entries = new Map(text === undefined ? [] : entriesOf(text));
  for (const { key, value } of changes) {
    if (value === undefined) {
      entries.delete(key);
    } else {
      entries.set(key, value);
    }
  }
  return entries.size > 0 ? split(first, entries) : [{ first, text: undefined }];
}

/** The entries of a block. */
export function entriesOf(text: string): KeyAndValue[] {
  return JSON.parse(text) as KeyAndValue[];
}

/** Blocks that begin with a given key, in the order of JavaScript's texts, which is the one of IndexedDB's keys. */
function split(first: string, entries: ReadonlyMap<string, Json>): Block[] {
  const texts = [...entries.keys()].sort().map((key) => ({ key, text: JSON.stringify([key, entries.get(key)]) }));
  const whole = texts.reduce((sum, { text }) => sum + text.length, 0);
  const most = whole > MOST ? LENGTH : whole;
  const blocks: Block[] = [];
  let begin = 0;
  let length = 0;
  texts.forEach(({ text }, index) => {
    length += text.length;
    const next = texts[index + 1];
    if (!next || length + next.text.length > most) {
      blocks.push({ first: blocks.length > 0 ? texts[begin]!.key : first, text: `[${texts.slice(begin, index + 1).map((each) => each.text).join()}]` });
      begin = index + 1;
      length = 0;
    }
  });
  return blocks;
}

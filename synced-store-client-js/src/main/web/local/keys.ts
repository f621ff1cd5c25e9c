import { MutationRejectedError, RejectionCode } from '../errors.js';
import { Limits, utf8Length } from '../json.js';

const PRIVATE_PREFIX = '$$pu/';
const LAST = 0x10ffff;
const SURROGATE = /[\ud800-\udfff]/;
/** A control character, or half a surrogate pair. */
const FORBIDDEN = /[\0-\x1f\x7f-\x9f]|\p{Surrogate}/u;

/** A contiguous range of keys of one table: from `from`, up to but without `to`. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** Orders keys by their bytes in UTF-8, as the server does. */
export function compareKeys(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) {
    // Without surrogates the order of code units is that of bytes.
    return a < b ? -1 : 1;
  }
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const isSurrogate = x >= 0xd800 && x <= 0xdfff;
      return isSurrogate === (y >= 0xd800 && y <= 0xdfff) ? x - y : isSurrogate ? 1 : -1;
    }
  }
  return a.length - b.length;
}

/** The first key behind all that begin with a prefix. */
export function endOfPrefix(prefix: string): string {
  const points = Array.from(prefix, (each) => each.codePointAt(0)!);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last < LAST) {
      return String.fromCodePoint(...points, last + 1 === 0xd800 ? 0xe000 : last + 1);
    }
  }
  throw new RangeError('A prefix needs a character below U+10FFFF');
}

export function rangeOfPrefix(prefix: string): KeyRange {
  return { from: prefix, to: endOfPrefix(prefix) };
}

/** The first key behind a key: no key has control characters, so nothing lies between. */
export function behind(key: string): string {
  return `${key}\0`;
}

export function contains(range: KeyRange, key: string): boolean {
  return compareKeys(key, range.from) >= 0 && compareKeys(key, range.to) < 0;
}

/** What all keys of a key's table begin with. */
export function tableOf(key: string): string {
  let end = key.indexOf('/');
  if (key.startsWith('$$')) {
    const owner = key.startsWith(PRIVATE_PREFIX) ? key.indexOf('/', PRIVATE_PREFIX.length) : end;
    end = key.indexOf('/', owner + 1);
  }
  return key.slice(0, end + 1);
}

export function privatePrefix(userId: string): string {
  if (!userId || userId.includes('/') || FORBIDDEN.test(userId) || utf8Length(userId, 255) > 255) {
    throw new TypeError(`'${userId}' is not a user id: 1 to 255 bytes of UTF-8 without '/' and control characters`);
  }
  return `${PRIVATE_PREFIX}${userId}/`;
}

/** Throws where something can't be a key of a table, with the server's words. */
export function checkKey(table: string, key: string): void {
  const problem = typeof key !== 'string' || !key ? 'is empty' : problemOf(key);
  if (problem) {
    throw new MutationRejectedError(RejectionCode.invalidKey, `A key of table ${table} ${problem}`);
  }
  const bytes = utf8Length(`${table}/${key}`, Limits.keyBytes);
  if (bytes > Limits.keyBytes) {
    throw new MutationRejectedError(RejectionCode.keyTooLarge,
      `A key of table ${table} takes ${bytes} bytes with its table, but may take ${Limits.keyBytes}`);
  }
}

function problemOf(key: string): string | undefined {
  const found = FORBIDDEN.exec(key);
  return found ? `has ${found[0] < '\xa0' ? 'a control character' : 'half a surrogate pair'}` : undefined;
}

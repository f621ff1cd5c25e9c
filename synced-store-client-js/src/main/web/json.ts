/** What arguments and values are made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The numbers that the protocol fixes, so that what one party writes every other can read. */
export const Limits = {
  depth: 64,
  keyBytes: 256,
  valueBytes: 1_048_576,
  argsBytes: 262_144,
  messageBytes: 1024
} as const;

/** Half a surrogate pair, or U+0000: what no text may have. */
const FORBIDDEN = /[\p{Surrogate}\0]/u;

/** What can't be written as I-JSON (RFC 7493), and where. */
export class InvalidJsonError extends Error {
  constructor(path: string, problem: string) {
    super(`${path || 'It'} ${problem}`);
  }
}

/** A copy that nobody can change, checked for being I-JSON. Members that are undefined are left out. */
export function copyJson(value: unknown, path = '', depth = 0): Json {
  if (value === null || typeof value === 'boolean') {
    return value as null | boolean;
  }
  if (typeof value === 'string') {
    return checkText(value, path);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21)) {
      throw new InvalidJsonError(path, `is ${value}: a number must be finite, and an integer within ±(2^53-1)`);
    }
    return value;
  }
  if (depth >= Limits.depth) {
    throw new InvalidJsonError(path, `is nested deeper than ${Limits.depth}`);
  }
  if (Array.isArray(value)) {
    return Object.freeze(Array.from(value, (each, index) => copyJson(each, `${path}[${index}]`, depth + 1)));
  }
  if (typeof value === 'object' && isPlain(value)) {
    const copy: Record<string, Json> = {};
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined) {
        define(copy, checkText(name, path), copyJson(member, path ? `${path}.${name}` : name, depth + 1));
      }
    }
    return Object.freeze(copy);
  }
  throw new InvalidJsonError(path, `is no JSON, but ${typeof value === 'object' ? value.constructor?.name : typeof value}`);
}

/** Make a parsed value unchangeable, in place. */
export function freezeJson(value: Json): Json {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freezeJson);
  }
  return value;
}

/** Whether two values are the same JSON. Whatever else they have in them is the same only if it is identical. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return false;
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, index) => sameJson(each, b[index]));
  }
  if (Array.isArray(b) || !isPlain(a) || !isPlain(b)) {
    return false;
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name)
    && sameJson((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]));
}

/** How many bytes a text takes in UTF-8. Where even the most could not be too many nobody counts. */
export function utf8Length(text: string, limit = 0): number {
  return text.length * 3 <= limit ? text.length : new TextEncoder().encode(text).length;
}

/** What an application says of a refusal as the server passes it on: within the protocol's size, cut between characters. */
export function fitMessage(message: string): string {
  let bytes = 0;
  let fitted = '';
  for (const each of message) {
    const allowed = FORBIDDEN.test(each) ? '\ufffd' : each;
    bytes += utf8Length(allowed);
    if (bytes > Limits.messageBytes) {
      break;
    }
    fitted += allowed;
  }
  return fitted;
}

function checkText(text: string, path: string): string {
  if (FORBIDDEN.test(text)) {
    throw new InvalidJsonError(path, 'has half a surrogate pair or U+0000, which no text may have');
  }
  return text;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** A member of any name, "__proto__" included. */
function define(target: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

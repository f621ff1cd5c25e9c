import { MutationRejectedError, RejectionCode } from './errors.js';
import { copyJson, type Json, Limits, utf8Length } from './json.js';
import type { MutationCall } from './local/pendingMutation.js';

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const SYSTEM_MUTATORS: readonly string[] = ['$addUser', '$removeUser', '$setRole'];

/** The arguments of a call as they are sent, or a refusal. Without arguments they are an empty object. */
export function encodeArgs(args: unknown): Json {
  let copy: Json;
  try {
    copy = copyJson(args ?? {});
  } catch (problem) {
    throw new MutationRejectedError(RejectionCode.invalidArgs, (problem as Error).message);
  }
  const bytes = utf8Length(JSON.stringify(copy), Limits.argsBytes);
  if (bytes > Limits.argsBytes) {
    throw new MutationRejectedError(RejectionCode.argsTooLarge, `The arguments take ${bytes} bytes, but may take ${Limits.argsBytes}`);
  }
  return copy;
}

export function checkName(name: string): string {
  if (!NAME.test(name)) {
    throw new TypeError(`'${name}' can't be the name of a mutator or an action`);
  }
  return name;
}

export function encodeCall(name: string, args: unknown, schemaVersion: number, uuid: () => string): MutationCall {
  return { nonce: uuid().replaceAll('-', ''), schemaVersion, name: SYSTEM_MUTATORS.includes(name) ? name : checkName(name), args: encodeArgs(args) };
}

/** A random UUID, also on a plain http address of the local network, where crypto.randomUUID is missing. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

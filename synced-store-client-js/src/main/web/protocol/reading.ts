import type { ActionResponse, Delta, Problem, PullResponse, PushResponse } from './messages.js';

/** A message that breaks the protocol. */
export class MalformedMessageError extends Error {
}

/** Reads a part of a message, or throws. Members that nobody knows are left out. */
type Part = (value: unknown, path: string) => unknown;

const MAX_TOKEN = 4096;
const CONTROL = /[\0-\x1f\x7f-\x9f]/;

function fail(path: string, problem: string): never {
  throw new MalformedMessageError(`${path || 'The message'} ${problem}`);
}

function text(min: number, max: number, refused?: RegExp): Part {
  return (value, path) => typeof value === 'string' && value.length >= min && value.length <= max && !refused?.test(value)
    ? value : fail(path, 'must be a text that fits');
}

const whole: Part = (value, path) => Number.isSafeInteger(value) && (value as number) >= 0 ? value : fail(path, 'must be a whole number');
const flag: Part = (value, path) => typeof value === 'boolean' ? value : fail(path, 'must be true or false');
const any: Part = (value, path) => value === undefined || value === null ? fail(path, 'is missing') : value;
const token = text(1, MAX_TOKEN, CONTROL);
const code = text(1, MAX_TOKEN);
const sentence = text(0, Infinity);
const clientId = text(1, 64, /[^!-~]/);
const userId = text(1, 255, /[\0-\x1f\x7f-\x9f/]/);

function orNull(part: Part): Part {
  return (value, path) => value === null ? null : part(value, path);
}

function optional(part: Part): Part {
  return (value, path) => value === undefined ? undefined : part(value, path);
}

function list(part: Part): Part {
  return (value, path) => Array.isArray(value) ? value.map((each, index) => part(each, `${path}[${index}]`)) : fail(path, 'must be a list');
}

function members(value: unknown, path: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown> : fail(path, 'must be an object');
}

function shape(parts: Record<string, Part>): Part {
  const names = Object.entries(parts);
  return (value, path) => {
    const found = members(value, path);
    const result: Record<string, unknown> = {};
    for (const [name, part] of names) {
      const member = part(found[name], path ? `${path}.${name}` : name);
      if (member !== undefined) {
        result[name] = member;
      }
    }
    return result;
  };
}

const patch: Part = (value, path) => {
  const { op, key, value: set } = members(value, path);
  if (typeof key !== 'string' || !/^(?:\$\$pu\/[^/]+\/)?\$?[A-Za-z][A-Za-z0-9_-]{0,63}\/./s.test(key) || CONTROL.test(key)) {
    return fail(`${path}.key`, 'must be the key of a shared or private entry');
  }
  if (op === 'set') {
    return { op, key, value: any(set, `${path}.value`) };
  }
  return op === 'del' ? { op, key } : fail(`${path}.op`, 'must be set or del');
};

const lastMutationIds: Part = (value, path) => {
  const ids = members(value, path);
  Object.entries(ids).forEach(([id, last]) => whole(last, `${path}.${clientId(id, path)}`));
  return ids;
};

const rejected = list(shape({ client_id: clientId, mutation_id: whole, code, message: sentence }));

const deltaParts: Record<string, Part> = {
  epoch: token,
  checkpoint: orNull(token),
  min_included_version: whole,
  max_included_version: whole,
  patches: list(patch),
  client_id_to_last_mutation_id: lastMutationIds,
  rejected_mutations: rejected
};

function checked<T extends Delta>(delta: T): T {
  if (delta.min_included_version > delta.max_included_version + 1) {
    fail('min_included_version', 'must be at most one above max_included_version');
  }
  if (delta.checkpoint === null && delta.max_included_version > 0) {
    fail('checkpoint', 'must not be null above version 0');
  }
  return delta;
}

const delta = shape(deltaParts);
const pullResponse = shape({ ...deltaParts, user_id: userId, schema_version: whole, reset: flag, next_page: orNull(token) });
const pushResponse = shape({ user_id: userId, last_mutation_id: whole, version: whole, rejected_mutations: rejected });
const actionResponse = shape({ result: any, version: whole });
const problem = shape({
  code, detail: optional(sentence), reason: optional(sentence), last_mutation_id: optional(whole), last_common_id: optional(whole),
  rejected_mutations: optional(rejected), schema_version: optional(whole), application_code: optional(code), application_message: optional(sentence)
});

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return fail('', 'is no JSON');
  }
}

export const readDelta = (body: string): Delta => checked(delta(parse(body), '') as Delta);
export const readPullResponse = (body: string): PullResponse => checked(pullResponse(parse(body), '') as PullResponse);
export const readPushResponse = (body: string): PushResponse => pushResponse(parse(body), '') as PushResponse;
export const readActionResponse = (body: string): ActionResponse => actionResponse(parse(body), '') as ActionResponse;
export const readProblem = (body: string): Problem => problem(parse(body), '') as Problem;

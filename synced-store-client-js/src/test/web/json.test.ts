import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyJson, InvalidJsonError, sameJson, utf8Length } from '../../main/web/json.js';
import { encodeArgs } from '../../main/web/calls.js';
import { MutationRejectedError } from '../../main/web/errors.js';

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

test('what is JSON is copied, and the copy can\'t be changed', () => {
  const value = { text: 'a', list: [1, { deep: true }], nothing: null, left: undefined };
  const copy = copyJson(value) as { list: [number, { deep: boolean }] };
  assert.deepEqual(copy, { text: 'a', list: [1, { deep: true }], nothing: null });
  value.list[0] = 2;
  assert.equal(copy.list[0], 1);
  assert.throws(() => (copy.list[1].deep = false), TypeError);
  assert.throws(() => copy.list.push(1 as never), TypeError);
});

test('what I-JSON refuses is refused, with its path', () => {
  const refused: Record<string, unknown> = {
    'a.b[1]': { a: { b: [1, Infinity] } }, 'n': { n: NaN }, 'big': { big: 2 ** 53 }, 's': { s: '\ud800' }, 'z': { z: 'a\0' },
    'f': { f: () => 1 }, 'd': { d: new Date(0) }, 'm': { m: new Map() }, 'i': { i: 1n }, 'u[0]': { u: [undefined] }
  };
  for (const [path, value] of Object.entries(refused)) {
    assert.throws(() => copyJson(value), (problem) => problem instanceof InvalidJsonError && problem.message.startsWith(path), path);
  }
  assert.throws(() => copyJson({ ['\udfff']: 1 }), InvalidJsonError);
  assert.throws(() => copyJson(nested(65)), InvalidJsonError);
  assert.deepEqual(copyJson(nested(64)), nested(64));
  assert.equal(copyJson(1e300), 1e300);
  assert.equal(copyJson(-(2 ** 53 - 1)), -(2 ** 53 - 1));
});

test('a member of any name is a member', () => {
  const copy = copyJson(JSON.parse('{"__proto__": {"x": 1}}'));
  assert.equal(JSON.stringify(copy), '{"__proto__":{"x":1}}');
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
});

test('the same JSON is the same, whatever the order of members', () => {
  assert(sameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }));
  assert(!sameJson({ a: 1 }, { a: 1, b: undefined }));
  assert(!sameJson([1], { 0: 1 }));
  assert(!sameJson(null, {}));
  assert(!sameJson(new Map(), new Map()));
});

test('arguments are counted in bytes', () => {
  assert.equal(utf8Length('\u00e9\u{1f600}'), 6);
  assert.deepEqual(encodeArgs(undefined), {});
  assert.deepEqual(encodeArgs('x'.repeat(262_142)), 'x'.repeat(262_142));
  for (const args of ['x'.repeat(262_143), '\u00e9'.repeat(131_072)]) {
    assert.throws(() => encodeArgs(args), (problem) => problem instanceof MutationRejectedError && problem.code === 'args_too_large');
  }
  assert.throws(() => encodeArgs({ n: NaN }), (problem) => problem instanceof MutationRejectedError && problem.code === 'invalid_args');
});

test('what an application says of a refusal is cut between characters, as the server does', () => {
  assert.equal(new MutationRejectedError('code', 'half \ud83d, and nothing \0').message, 'half \ufffd, and nothing \ufffd');
  assert.equal(new MutationRejectedError('code', '\u{1f600}'.repeat(300)).message, '\u{1f600}'.repeat(256));
  assert.equal(new MutationRejectedError('code', `a${'\u20ac'.repeat(400)}`).message, `a${'\u20ac'.repeat(341)}`);
  assert.equal(new MutationRejectedError('code', 'a'.repeat(1024)).message, 'a'.repeat(1024));
  assert.equal(new MutationRejectedError('code', 'a'.repeat(1025)).message, 'a'.repeat(1024));
});

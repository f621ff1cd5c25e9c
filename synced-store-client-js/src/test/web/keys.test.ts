import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MutationRejectedError } from '../../main/web/errors.js';
import { behind, checkKey, compareKeys, contains, endOfPrefix, privatePrefix, rangeOfPrefix, tableOf } from '../../main/web/local/keys.js';
import { seeded } from './support/random.js';

const ALPHABET = ['a', 'b', '/', '\u00e9', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}'];

function texts(count: number): string[] {
  const random = seeded(3);
  return Array.from({ length: count }, () => Array.from({ length: Math.floor(random() * 4) },
    () => ALPHABET[Math.floor(random() * ALPHABET.length)]!).join(''));
}

test('keys are ordered by their bytes in UTF-8', () => {
  const all = texts(400);
  for (const a of all) {
    for (const b of all) {
      assert.equal(Math.sign(compareKeys(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)), JSON.stringify([a, b]));
    }
  }
});

test('a range of a prefix has all keys that begin with it and no other', () => {
  const all = texts(300);
  for (const prefix of all.filter((each) => each && !/^\u{10ffff}+$/u.test(each))) {
    const range = rangeOfPrefix(prefix);
    all.forEach((key) => assert.equal(contains(range, key), key.startsWith(prefix), JSON.stringify([prefix, key])));
  }
  assert.throws(() => endOfPrefix('\u{10ffff}'), RangeError);
});

test('nothing lies between a key and what is behind it', () => {
  const all = texts(300).filter((each) => each !== '');
  all.forEach((key) => assert.equal(all.filter((each) => compareKeys(each, key) > 0 && compareKeys(each, behind(key)) < 0).length, 0));
});

test('the table of a key is what all its keys begin with', () => {
  assert.equal(tableOf('todos/a/b'), 'todos/');
  assert.equal(tableOf('$$pu/alice/todos/a/b'), '$$pu/alice/todos/');
  assert.equal(tableOf('$users/alice'), '$users/');
});

test('keys that no server takes are refused with its codes', () => {
  const code = (key: string): string => {
    try {
      checkKey('todos', key);
      return 'fine';
    } catch (problem) {
      return (problem as MutationRejectedError).code;
    }
  };
  assert.equal(code('a/b'), 'fine');
  assert.equal(code(''), 'invalid_key');
  assert.equal(code('a\n'), 'invalid_key');
  assert.equal(code('\u0085'), 'invalid_key');
  assert.equal(code('\ud800'), 'invalid_key');
  assert.equal(code('a'.repeat(250)), 'fine');
  assert.equal(code('a'.repeat(251)), 'key_too_large');
  assert.equal(code('\u00e9'.repeat(126)), 'key_too_large');
});

test('keys are refused with the server\'s words, by what comes first in them', () => {
  const words = (key: string): string => {
    try {
      checkKey('todos', key);
      return '';
    } catch (problem) {
      return (problem as Error).message;
    }
  };
  assert.equal(words(''), 'A key of table todos is empty');
  assert.equal(words('a\n\ud83d'), 'A key of table todos has a control character');
  assert.equal(words('a\ud83d\n'), 'A key of table todos has half a surrogate pair');
  assert.equal(words('\u{1f600}\x85'), 'A key of table todos has a control character');
  assert.equal(words('a'.repeat(251)), 'A key of table todos takes 257 bytes with its table, but may take 256');
  assert.equal(words('a'.repeat(250)), '');
});

test('a user id is one part of a key', () => {
  assert.equal(privatePrefix('alice'), '$$pu/alice/');
  ['', 'a/b', 'a\0', '\udc00', 'a'.repeat(256)].forEach((id) => assert.throws(() => privatePrefix(id), TypeError));
});

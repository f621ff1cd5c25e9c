import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../main/web/json.js';
import type { Change } from '../../main/web/local/entries.js';
import { type Block, byBlock, changed, entriesOf, NO_BLOCK } from '../../main/web/storage/blocks.js';
import { seeded } from './support/random.js';

/** As a database keeps blocks: by their first keys, in order. */
class Blocks {
  private texts = new Map<string, string>();

  get firsts(): string[] {
    return [...this.texts.keys()].sort();
  }

  get all(): [string, Json][] {
    return this.firsts.flatMap((first) => entriesOf(this.texts.get(first)!)) as [string, Json][];
  }

  change(changes: readonly Change[]): void {
    for (const [first, some] of byBlock(this.firsts, changes)) {
      this.put(changed({ first, text: this.texts.get(first) }, some));
    }
  }

  private put(blocks: readonly Block[]): void {
    blocks.forEach(({ first, text }) => text === undefined ? this.texts.delete(first) : this.texts.set(first, text));
  }

  check(): void {
    const { firsts } = this;
    firsts.forEach((first, index) => {
      const keys = entriesOf(this.texts.get(first)!).map(([key]) => key);
      const next = firsts[index + 1];
      assert(keys.every((key) => key >= first && (next === undefined || key < next)), 'a key is in its block');
      assert(keys.length === 1 || this.texts.get(first)!.length <= 16_500, 'a block is short');
    });
  }
}

test('blocks have what was put into them, in whatever order it comes and goes', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seeded(seed);
    const blocks = new Blocks();
    const known = new Map<string, Json>();
    for (let round = 0; round < 60; round++) {
      const changes = Array.from({ length: 1 + Math.floor(random() * 40) }, (): Change => {
        const key = `${['todos', 'ä', '\u{1f600}', '\uffee'][Math.floor(random() * 4)]}/${Math.floor(random() * 200)}`;
        return { key, value: random() < 0.3 ? undefined : { text: 'x'.repeat(Math.floor(random() * random() * 900)), round } };
      });
      const once = [...new Map(changes.map((each) => [each.key, each])).values()];
      once.forEach(({ key, value }) => value === undefined ? known.delete(key) : known.set(key, value));
      blocks.change(once);
      blocks.check();
      assert.deepEqual(new Map(blocks.all), known);
      assert.equal(blocks.all.length, known.size);
    }
    assert(blocks.firsts.length > 3, 'there was more than one block');
    blocks.change([...known.keys()].map((key) => ({ key, value: undefined })));
    assert.deepEqual(blocks.firsts, []);
  }
});

test('many entries at once come into blocks of much the same length', () => {
  const entries = Array.from({ length: 10_000 }, (_each, index) => ({ key: `todos/${index}`, value: { text: `Todo ${index}` } }));
  const blocks = changed(NO_BLOCK, entries);
  assert.equal(blocks[0]!.first, '');
  assert.equal(blocks.flatMap(({ text }) => entriesOf(text!)).length, 10_000);
  assert(blocks.slice(0, -1).every(({ text }) => text!.length > 8000 && text!.length < 8600));
});

test('an entry that is longer than a block has one of its own', () => {
  const [first, second, third, ...more] = changed(NO_BLOCK, ['a', 'b', 'c'].map((key) => ({ key, value: key.repeat(10_000) })));
  assert.deepEqual([first, second, third].map((each) => each!.first), ['', 'b', 'c']);
  assert.deepEqual(more, []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Change, Entries, type EntryView, type KeyAndValue, Overlay } from '../../main/web/local/entries.js';
import { compareKeys, contains, type KeyRange } from '../../main/web/local/keys.js';
import { seeded } from './support/random.js';

const random = seeded(5);
const pick = (count: number): number => Math.floor(random() * count);
const key = (): string => `t/${pick(120)}${['', '\u00e9', '\uffff', '\u{1f600}'][pick(4)]}`;

function change(): Change {
  return { key: key(), value: pick(3) === 0 ? undefined : pick(100) };
}

function expectSame(view: EntryView, model: ReadonlyMap<string, number>): void {
  const [a, b] = [key(), key()].sort(compareKeys) as [string, string];
  const range: KeyRange = { from: a, to: b };
  const expected: KeyAndValue[] = [...model].filter(([each]) => contains(range, each)).sort(([x], [y]) => compareKeys(x, y));
  assert.deepEqual([...view.range(range, false)], expected);
  assert.deepEqual([...view.range(range, true)], expected.reverse());
  const one = key();
  assert.equal(view.get(one), model.get(one));
}

function apply(model: Map<string, number>, { key: each, value }: Change): void {
  if (value === undefined) {
    model.delete(each);
  } else {
    model.set(each, value as number);
  }
}

test('entries and overlays are read as a sorted map would be', () => {
  for (let round = 0; round < 60; round++) {
    const model = new Map<string, number>();
    const entries = new Entries();
    const lower = new Overlay(entries);
    const upper = new Overlay(lower);
    for (let step = 0; step < 120; step++) {
      const many = pick(12) === 0 ? 40 : 1;
      const target = step < 60 ? entries : step < 90 ? lower : upper;
      for (let i = 0; i < many; i++) {
        const made = change();
        target.put(made);
        apply(model, made);
      }
      expectSame(target, model);
    }
    assert.equal(entries.size, [...entries.all()].length);
  }
});

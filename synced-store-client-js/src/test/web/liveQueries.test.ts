import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './support/manualScheduler.js';
import { ScriptedClient } from './support/scriptedClient.js';
import { NOTES, type Todo, TODOS } from './support/todoMutators.js';

test('of a thousand subscriptions only those run again that a change touches', async () => {
  const client = await ScriptedClient.connected();
  const runs = new Map<number, number>();
  for (let i = 0; i < 1000; i++) {
    client.store.subscribe((ctx) => {
      runs.set(i, (runs.get(i) ?? 0) + 1);
      return i % 2 === 0 ? ctx.table(TODOS).get(`t${i}`) : ctx.table(TODOS).scan({ prefix: `t${i}-` });
    }, () => undefined);
  }
  await settle();
  assert.equal(runs.size, 1000);
  runs.clear();
  for (const id of ['t0', 't10', 't998', 't7-x', 't999-y']) {
    await client.add(id);
  }
  assert.deepEqual([...runs], [[0, 1], [10, 1], [998, 1], [7, 1], [999, 1]]);
  runs.clear();
  await client.answerPush(1, 1);
  await client.poke(1, 2, 1, ['t0', 'other']);
  assert.deepEqual([...runs], [], 'the confirmation changes nothing that anybody reads');
});

test('a callback is told first what there is, and then each change of the result once', async () => {
  const client = await ScriptedClient.connected();
  const told: string[][] = [];
  const end = client.store.subscribe((ctx) => ctx.table(TODOS).scan().map(({ key }) => key), (keys) => told.push(keys));
  await settle();
  await client.add('a');
  await client.store.mutate.setCompleted({ id: 'a', completed: true });
  await client.answerPush(1, 1);
  await client.poke(1, 1, 1, ['a']);
  await client.poke(2, 2, 1, ['b']);
  assert.deepEqual(told, [[], ['a'], ['a', 'b']]);
  end();
  await client.add('c');
  assert.equal(told.length, 3);
});

test('changes of one moment are told as one', async () => {
  const client = await ScriptedClient.connected();
  let told = 0;
  client.store.subscribe((ctx) => ctx.table(TODOS).scan().length, () => told++);
  await settle();
  ['a', 'b', 'c'].forEach((id) => void client.store.mutate.addTodo({ id, text: 'x', completed: false }));
  await settle();
  assert.equal(told, 2);
});

test('a table is told entry by entry, with all that is in it', async () => {
  const client = await ScriptedClient.connected();
  await client.add('b');
  const told: unknown[] = [];
  client.store.subscribeToTable<Todo>('todos', (entries, { added, changed, removed }) => told.push({
    all: entries.map(({ key }) => key), added: added.map(({ key }) => key),
    changed: changed.map(({ key, value, before }) => [key, before.completed, value.completed]), removed: removed.map(({ key }) => key)
  }));
  await settle();
  await client.add('a');
  await client.store.mutate.setCompleted({ id: 'b', completed: true });
  await settle();
  await client.store.mutate.removeTodo({ id: 'a' });
  await client.store.mutate.setNote({ text: 'no todo' });
  await settle();
  assert.deepEqual(told, [
    { all: ['b'], added: ['b'], changed: [], removed: [] },
    { all: ['a', 'b'], added: ['a'], changed: [], removed: [] },
    { all: ['a', 'b'], added: [], changed: [['b', false, true]], removed: [] },
    { all: ['b'], added: [], changed: [], removed: ['a'] }
  ]);
});

test('a table of any visibility can be watched, and an empty one is told, too', async () => {
  const client = await ScriptedClient.connected();
  const told: string[][] = [];
  client.store.subscribeToTable((ctx) => ctx.privateOfUser(ctx.userId).table(NOTES), (entries) => told.push(entries.map(({ value }) => value.text)));
  await settle();
  await client.store.mutate.setNote({ text: 'secret' });
  await settle();
  assert.deepEqual(told, [[], ['secret']]);
});

test('after a reset everything is looked at, and only what has changed is told', async () => {
  const client = await ScriptedClient.connected();
  const told: unknown[] = [];
  await client.poke(1, 1, 0, ['a', 'b']);
  client.store.subscribeToTable(TODOS, (entries, { added, removed }) => told.push([entries.length, added.length, removed.length]));
  await settle();
  client.server.poke({ ...client.delta(2, 2, 0, []), epoch: 'other' });
  await settle();
  await client.answerPull({ epoch: 'other', max_included_version: 2, checkpoint: 'x' }, ['b', 'c']);
  assert.deepEqual(told, [[2, 2, 0], [2, 1, 1]]);
});

test('one that throws harms no other', async (t) => {
  const reported: unknown[] = [];
  t.mock.method(console, 'error', (problem: unknown) => reported.push(problem));
  const client = await ScriptedClient.connected();
  let told = 0;
  client.store.subscribe((ctx) => ctx.table(TODOS).scan().length, () => {
    throw new Error('mine');
  });
  client.store.subscribe((ctx) => ctx.table(TODOS).scan().length, () => told++);
  await settle();
  await client.add('a');
  assert.equal(told, 2);
  assert.deepEqual(reported.map(String), ['Error: mine', 'Error: mine']);
});

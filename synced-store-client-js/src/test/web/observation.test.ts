import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from '../../main/web/index.js';
import { settle } from './support/manualScheduler.js';
import { ScriptedClient } from './support/scriptedClient.js';

test('who observes a store sees what goes over the wire and what a rebase does', async () => {
  const client = await ScriptedClient.connected();
  const seen: Observation[] = [];
  const end = client.store.observe((each) => seen.push(each));
  await client.add('a');
  await client.add('b');
  await client.answerPush(1, 1);
  await client.poke(1, 2, 1, ['a', 'z']);
  assert.deepEqual(seen.map(({ type }) => type), ['mutation', 'request', 'mutation', 'answer', 'request', 'poke', 'rebase']);
  const rebase = seen.at(-1);
  assert(rebase?.type === 'rebase');
  assert.deepEqual([rebase.from?.version, rebase.to?.version], [0, 2]);
  assert.deepEqual(rebase.patches?.map(({ key }) => key), ['todos/a', 'todos/z']);
  assert.deepEqual(rebase.settled.map(({ id, mutator, refusal }) => [id, mutator, refusal]), [[1, 'addTodo', undefined]]);
  assert.deepEqual(rebase.replayed.map(({ id, changes, again }) => [id, changes.map(({ key }) => key), again]), [[2, ['todos/b'], false]]);
  const request = seen[1];
  assert(request?.type === 'request' && request.operation === 'push');
  assert.equal((JSON.parse(request.body) as { mutations: object[] }).mutations.length, 1);
  end();
  await client.add('c');
  assert.equal(seen.length, 7);
});

test('a mutation whose ground has changed is seen to run again, and one that is refused to leave', async () => {
  const client = await ScriptedClient.connected();
  await client.add('a');
  await client.answerPush(1, 1);
  await client.poke(1, 1, 1, ['a']);
  await client.store.mutate.setCompleted({ id: 'a', completed: true });
  await settle();
  const seen: Observation[] = [];
  client.store.observe((each) => seen.push(each));
  await client.poke(2, 2, 1, ['-a']);
  const gone = seen.at(-1);
  assert(gone?.type === 'rebase');
  assert.deepEqual(gone.replayed.map(({ id, again, problem }) => [id, again, problem !== undefined]), [[2, true, true]]);
  await client.answerPush(2, 3, [client.rejected(2, 'todo_not_found')]);
  await client.poke(3, 3, 2);
  const refused = seen.at(-1);
  assert(refused?.type === 'rebase');
  assert.deepEqual(refused.settled.map(({ id, refusal }) => [id, refusal?.code]), [[2, 'todo_not_found']]);
});

test('the sample of the manual tells of rebases', async () => {
  const client = await ScriptedClient.connected();
  const { store } = client;
  const lines: string[] = [];
  const tell = (line: string): void => void lines.push(line);
  // tag::observe[]
  const end = store.observe((observation) => {
    if (observation.type === 'rebase') {
      const { to, settled, replayed } = observation;
      tell(`v${to?.version}: ${settled.length} settled, ${replayed.length} replayed`);
    }
  });
  // end::observe[]
  await client.add('a');
  await client.poke(1, 1, 0, ['z']);
  assert.deepEqual(lines, ['v1: 0 settled, 1 replayed']);
  end();
});

test('an inspection sets what is unconfirmed against the base', async () => {
  const client = await ScriptedClient.connected();
  await client.add('a');
  await client.answerPush(1, 1);
  await client.poke(1, 1, 1, ['a']);
  await client.store.mutate.setCompleted({ id: 'a', completed: true });
  const { point, entries, leads, pending, unconfirmed } = client.store.inspect();
  assert.equal(point?.version, 1);
  assert.equal(entries, 1);
  assert(leads);
  assert.deepEqual(pending.map(({ id, mutator, problem }) => [id, mutator, problem]), [[2, 'setCompleted', undefined]]);
  assert.deepEqual(unconfirmed, [{ key: 'todos/a', base: { text: 'Buy a', completed: false }, here: { text: 'Buy a', completed: true } }]);
});

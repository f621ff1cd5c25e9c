import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActionFailedError, StoreClosedError } from '../../main/web/index.js';
import { settle } from './support/manualScheduler.js';
import { ScriptedClient } from './support/scriptedClient.js';

function isFailure(code: string): (problem: unknown) => boolean {
  return (problem) => problem instanceof ActionFailedError && problem.code === code;
}

test('a call whose answer is lost is repeated under the same id', async () => {
  const client = await ScriptedClient.connected();
  const calling = client.store.action['count']!({ to: 3 });
  await settle();
  const { action_id: id } = client.server.body('action');
  client.server.lose('action');
  await client.scheduler.advanceUntil(60_000, () => client.server.is('action'));
  assert.equal(client.server.body('action')['action_id'], id);
  client.server.refuse('action', 503, 'unavailable');
  await client.scheduler.advanceUntil(60_000, () => client.server.is('action'));
  assert.equal(client.server.body('action')['action_id'], id);
  client.server.ok('action', { result: { count: 3 }, version: 0 });
  assert.deepEqual(await calling, { count: 3 });
});

test('two calls have two ids', async () => {
  const client = await ScriptedClient.connected();
  const ids = new Set<unknown>();
  for (let i = 0; i < 2; i++) {
    const calling = client.store.action['count']!();
    await settle();
    ids.add(client.server.body('action')['action_id']);
    client.server.ok('action', { result: {}, version: 0 });
    await calling;
  }
  assert.equal(ids.size, 2);
});

test('offline a call fails within a moment, and nothing is sent', async () => {
  const client = await ScriptedClient.connected();
  client.store.goOffline();
  await settle();
  const { length } = client.server.requests;
  await assert.rejects(client.store.action['count']!(), isFailure('offline'));
  assert.equal(client.server.requests.length, length);
});

test('whoever goes offline meanwhile does not know', async () => {
  const client = await ScriptedClient.connected();
  const calling = client.store.action['count']!();
  await settle();
  client.store.goOffline();
  client.server.lose('action');
  await assert.rejects(calling, isFailure('unavailable'));
});

test('after five minutes without an answer nobody knows', async () => {
  const client = await ScriptedClient.connected();
  let failure: unknown;
  client.store.action['count']!().catch((problem: unknown) => (failure = problem));
  await settle();
  for (let minutes = 0; minutes < 30 && failure === undefined; minutes++) {
    if (client.server.is('action')) {
      client.server.lose('action');
    }
    await client.scheduler.advance(60_000);
  }
  assert(isFailure('unavailable')(failure));
});

test('a store that is closed meanwhile says so', async () => {
  const client = await ScriptedClient.connected();
  const calling = client.store.action['count']!();
  await settle();
  client.store.dispose();
  client.server.lose('action');
  await assert.rejects(calling, StoreClosedError);
});

test('what the user may not do is not repeated', async () => {
  const client = await ScriptedClient.connected();
  for (const [status, code] of [[403, 'access_denied'], [404, 'unknown_action'], [429, 'too_many_requests']] as const) {
    const calling = client.store.action['count']!();
    await settle();
    client.server.refuse('action', status, code);
    await assert.rejects(calling, isFailure(code));
  }
});

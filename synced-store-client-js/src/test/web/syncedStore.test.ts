import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActionFailedError, StoreClosedError, UserUnknownError } from '../../main/web/index.js';
import { settle } from './support/manualScheduler.js';
import { ScriptedClient } from './support/scriptedClient.js';
import { todoMutators } from './support/todoMutators.js';

test('what is called shows at once, and is confirmed when the base has it', async () => {
  const client = await ScriptedClient.connected();
  const calling = client.store.mutate.addTodo({ id: 'a', text: 'Buy a', completed: false });
  assert.deepEqual(client.todos(), ['a']);
  const { id, confirmed } = await calling;
  assert.equal(id, 1);
  let isConfirmed = false;
  void confirmed.then(() => (isConfirmed = true));
  await client.answerPush(1, 1);
  assert(!isConfirmed);
  await client.poke(1, 1, 1, ['a']);
  assert(isConfirmed);
  assert.deepEqual(client.store.pending, []);
});

test('a rejection is told to the caller and to listeners, and acknowledged with the next request', async () => {
  const client = await ScriptedClient.connected();
  const { outcome } = await client.add('a');
  await client.answerPush(1, 1, [client.rejected(1, 'list_locked')]);
  await client.poke(1, 1, 1);
  assert.equal(outcome(), 'list_locked');
  assert.deepEqual(client.told, ['rejected 1 addTodo list_locked']);
  await client.add('b');
  assert.equal(client.server.body('push')['acknowledged_mutation_id'], 1);
});

test('a busy client sends what was made meanwhile as one batch', async () => {
  const client = await ScriptedClient.connected();
  await client.add('a');
  for (let i = 0; i < 600; i++) {
    await client.store.mutate.addTodo({ id: `t${i}`, text: 'x', completed: false });
  }
  assert.equal(client.server.body('push')['mutations'].length, 1);
  await client.answerPush(1, 1);
  assert.equal(client.server.body('push')['mutations'].length, 500);
  await client.answerPush(501, 501);
  assert.equal(client.server.body('push')['mutations'].length, 100);
});

test('large arguments make smaller batches', async () => {
  const client = await ScriptedClient.connected();
  await client.add('a');
  for (let i = 0; i < 4; i++) {
    await client.store.mutate.addTodo({ id: `t${i}`, text: 'x'.repeat(200_000), completed: false });
  }
  await client.answerPush(1, 1);
  assert.equal(client.server.body('push')['mutations'].length, 2);
});

test('headers are asked for with each request, and a 401 is tried once more at once', async () => {
  let asked = 0;
  const client = await ScriptedClient.connected({ headers: () => Promise.resolve({ Authorization: `Bearer ${asked++}` }) });
  assert.equal(asked, 2);
  await client.add('a');
  assert.equal(asked, 3);
  client.server.refuse('push', 401, 'unauthenticated');
  await settle();
  assert(client.server.is('push'));
  client.server.refuse('push', 401, 'unauthenticated');
  await settle();
  assert(!client.server.is('push'));
  assert.deepEqual(client.told, ['unauthenticated', 'unauthenticated']);
  client.store.credentialsChanged();
  await settle();
  assert(client.server.is('push'));
  assert.deepEqual(client.store.pending.length, 1);
});

test('headers may be given as the browser has them', async () => {
  const client = await ScriptedClient.connected({ headers: async () => new Headers({ Authorization: 'Bearer t', 'X-XSRF-TOKEN': 'x' }) });
  assert.deepEqual(client.server.requests[0]!.headers, { Authorization: 'Bearer t', 'X-Xsrf-Token': 'x' });
  assert.deepEqual(client.server.connectHeaders, { Authorization: 'Bearer t', 'X-Xsrf-Token': 'x' });
});

test('headers that can\'t be had are like a line that is down', async () => {
  let broken = true;
  const client = new ScriptedClient({ headers: () => broken ? Promise.reject(new Error('no token')) : Promise.resolve({}) });
  await settle();
  assert(!client.server.is('pull'));
  broken = false;
  assert(await client.scheduler.advanceUntil(60_000, () => client.server.is('pull')));
});

test('without a WebSocket it pulls every five seconds and after each push', async () => {
  const client = new ScriptedClient();
  client.server.pokes = false;
  await settle();
  await client.answerPull({});
  assert.equal(client.store.connectionStatus, 'connected');
  await client.scheduler.advance(4999);
  assert(!client.server.is('pull'));
  await client.scheduler.advance(1);
  assert(client.server.is('pull'));
  client.server.ok('pull', { ...client.delta(1, 0, 0, []), user_id: 'alice', schema_version: 1, reset: false, next_page: null });
  await settle();
  await client.add('a');
  await client.answerPush(1, 1);
  assert(client.server.is('pull'));
});

test('a request that nobody answers is given up after half a minute', async () => {
  const client = await ScriptedClient.connected();
  await client.add('a');
  await client.scheduler.advance(30_000);
  client.server.lose('push');
  assert(await client.scheduler.advanceUntil(10_000, () => client.server.is('push')));
});

test('a connection on which nothing comes for 45 seconds is made anew, and what was missed is pulled', async () => {
  const client = await ScriptedClient.connected();
  const { attempts } = client.server;
  await client.scheduler.advance(44_000);
  assert.equal(client.server.attempts, attempts);
  assert(await client.scheduler.advanceUntil(40_000, () => client.server.attempts > attempts));
  assert(client.server.is('pull'));
});

test('waiting for the server ends when what was pending has an outcome and a later pull is over', async () => {
  const client = await ScriptedClient.connected();
  await client.add('a');
  let synced = false;
  void client.store.waitForSync().then(() => (synced = true));
  await client.answerPush(1, 1);
  await client.poke(1, 1, 1, ['a']);
  assert(!synced);
  client.server.ok('pull', { ...client.delta(2, 1, 1, []), user_id: 'alice', schema_version: 1, reset: false, next_page: null });
  await settle();
  assert(synced);
  await client.store.waitForLocalData();
  await client.store.waitForServerData();
});

test('offline everything goes on, and online it is sent', async () => {
  const client = await ScriptedClient.connected();
  client.store.goOffline();
  await client.add('a');
  assert.deepEqual(client.todos(), ['a']);
  assert(!client.server.is('push'));
  assert.equal(client.store.connectionStatus, 'disconnected');
  client.store.goOnline();
  await settle();
  assert(client.server.is('push') && client.server.is('pull'));
});

test('somebody else\'s answer closes the store', async () => {
  const client = new ScriptedClient();
  await settle();
  await client.answerPull({ user_id: 'bob' });
  assert(client.store.isClosed);
  assert.equal(client.told.at(-1), 'closed');
  await assert.rejects(client.store.mutate.removeTodo({ id: 'a' }), StoreClosedError);
  await assert.rejects(client.store.waitForLocalData(), StoreClosedError);
});

test('who the user is the server says, and what is called until then waits', async () => {
  const client = new ScriptedClient({ userId: undefined as never });
  await settle();
  assert.equal(client.server.body('pull')['user_id'], null);
  assert.throws(() => client.store.query((ctx) => ctx.userId), UserUnknownError);
  const adding = client.store.mutate.addTodo({ id: 'a', text: 'x', completed: false });
  client.server.refuse('pull', 503, 'unavailable');
  await client.scheduler.advanceUntil(60_000, () => client.server.is('pull'));
  const { clientId } = client.store;
  await client.answerPull({});
  assert.equal((await adding).id, 1);
  assert.equal(client.store.userId, 'alice');
  assert.equal(client.store.clientId, clientId);
  assert.equal(client.server.body('pull')['user_id'], 'alice');
});

test('disposing ends everything, and who waits is told', async () => {
  const client = await ScriptedClient.connected();
  const { outcome } = await client.add('a');
  const waiting = client.store.waitForSync();
  client.store.dispose();
  await assert.rejects(waiting, StoreClosedError);
  await settle();
  assert.equal(outcome(), 'StoreClosedError');
  const { length } = client.server.requests;
  await client.scheduler.advance(600_000);
  assert.equal(client.server.requests.length, length);
});

test('an action goes behind what is pending, and its result comes with its effects', async () => {
  const client = await ScriptedClient.connected();
  await client.add('a');
  let result: unknown;
  void client.store.action['invite']!({ whom: 'bob' }).then((value) => (result = value));
  await settle();
  assert(!client.server.is('action'));
  await client.answerPush(1, 1);
  await client.poke(1, 1, 1, ['a']);
  const request = client.server.body('action');
  assert.deepEqual([request['args'], request['user_id'], request['client_id']], [{ whom: 'bob' }, 'alice', client.store.clientId]);
  assert.equal(client.server.requests.at(-1)!.path, '/todo/main/actions/invite');
  client.server.ok('action', { result: { sent: true }, version: 3 });
  await settle();
  assert.equal(result, undefined);
  client.server.ok('pull', { ...client.delta(2, 3, 1, ['b']), user_id: 'alice', schema_version: 1, reset: false, next_page: null });
  await settle();
  assert.deepEqual(result, { sent: true });
  assert.deepEqual(client.todos(), ['a', 'b']);
});

test('an action that fails rejects with the application\'s code, and without one with the problem\'s', async () => {
  const client = await ScriptedClient.connected();
  const failing = client.store.action['invite']!();
  await settle();
  client.server.refuse('action', 422, 'action_failed', { application_code: 'quota', application_message: 'Too many' });
  await assert.rejects(failing, (problem) => problem instanceof ActionFailedError && problem.code === 'quota' && problem.message === 'Too many');
  const unknown = client.store.action['nothing']!();
  await settle();
  client.server.refuse('action', 404, 'unknown_action');
  await assert.rejects(unknown, (problem) => problem instanceof ActionFailedError && problem.code === 'unknown_action' && problem.status === 404);
});

test('a page whose compiled mutators are not those of the server is told, and goes on', async () => {
  const mutators = { ...todoMutators, $hash: (): string => '4d3c2b1a' };
  const client = await ScriptedClient.connected({ mutators });
  const told: string[] = [];
  client.store.onUpdateNeeded((detail) => told.push(detail));
  assert.equal(client.server.subscriptionHeaders['mutators-hash'], '4d3c2b1a');
  assert.deepEqual(told, []);
  client.server.message({ 'mutators-hash': '5e6f7a8b' }, '');
  assert.deepEqual(told, ['The mutators of this page are not those of the server any more']);
  assert(!client.server.is('pull'));
  const { outcome } = await client.add('a');
  await client.answerPush(1, 1);
  await client.poke(1, 1, 1, ['a']);
  assert.equal(outcome(), 'ok');
});

test('mutators that are written by hand have no hash', async () => {
  const client = await ScriptedClient.connected();
  assert(!('mutators-hash' in client.server.subscriptionHeaders));
});

test('what is no space is refused', () => {
  assert.throws(() => new ScriptedClient({ storeType: 'Todo' }), TypeError);
  assert.throws(() => new ScriptedClient({ instanceId: 'a/b' }), TypeError);
});

import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexedDbStorage } from '../../main/web/storage/indexedDbStorage.js';
import { settle } from './support/manualScheduler.js';
import { MemoryTabs } from './support/memoryTabs.js';
import { ScriptedClient } from './support/scriptedClient.js';
import { NOTES } from './support/todoMutators.js';

const A_MINUTE = 60_000;

/** Databases take a few turns of the event loop. */
async function turns(condition: () => boolean = () => false): Promise<void> {
  for (let i = 0; i < 60 && !condition(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** A page of a device that keeps what it has. */
function page(options: object = {}): ScriptedClient {
  const tabs = new MemoryTabs();
  return new ScriptedClient({
    instanceId: 'leaving', storage: new IndexedDbStorage(indexedDB), tabs: tabs.groups({ soon: (work) => void setTimeout(work, 0) }), ...options
  });
}

function notes(client: ScriptedClient): string[] {
  return client.store.query((ctx) => ctx.privateOfUser('alice').table(NOTES).scan().map(({ value }) => value.text));
}

test('who may not open a space is not called connected, though there is a connection', async () => {
  const client = new ScriptedClient();
  await settle();
  assert(client.server.isSubscribed);
  client.server.refuse('pull', 403, 'access_denied');
  await settle();
  client.server.message({ code: 'access_denied' }, '');
  await settle();
  assert.deepEqual(client.told.filter((each) => each !== 'connecting'), ['access denied', 'disconnected']);

  client.store.credentialsChanged();
  await settle();
  await client.poke(1, 0, 0);
  assert.equal(client.told.at(-1), 'connected');
});

test('who was removed is told so, keeps the copy and what is pending, and is back once let in again', async () => {
  const client = await ScriptedClient.connected();
  await client.poke(1, 1, 0, ['a']);
  client.server.message({ code: 'access_denied' }, '');
  await settle();
  assert(!client.server.isSubscribed, 'the connection is given up');
  await client.scheduler.advanceUntil(A_MINUTE, () => client.server.is('pull'));
  client.server.refuse('pull', 403, 'access_denied');
  await settle();
  assert(client.told.includes('access denied'), client.told.join(', '));

  const { outcome } = await client.add('b');
  client.server.refuse('push', 403, 'access_denied');
  await client.scheduler.advance(A_MINUTE);
  assert(!client.server.is('push') && !client.server.is('pull'), 'nobody is asked all the time');
  assert.equal(outcome(), 'open');
  assert.deepEqual(client.todos(), ['a', 'b']);

  client.store.credentialsChanged();
  await settle();
  await client.answerPull({ ...client.delta(2, 4, 0, ['c']), reset: false });
  await client.answerPush(1, 5);
  await client.poke(5, 5, 1, ['b']);
  assert.equal(outcome(), 'ok');
  assert.deepEqual(client.todos(), ['a', 'b', 'c']);
});

test('a deleted space takes what is pending with it, and may begin anew under another epoch', async () => {
  const client = await ScriptedClient.connected();
  const deleted: string[] = [];
  client.store.onSpaceDeleted((detail) => deleted.push(detail));
  await client.poke(1, 1, 0, ['a']);
  const before = await client.add('b');
  client.server.refuse('push', 410, 'space_deleted');
  await settle();
  assert.equal(before.outcome(), 'space_deleted');
  assert.deepEqual([client.todos(), client.store.pending, deleted], [[], [], ['The script says so']]);
  const after = await client.add('c');
  client.server.refuse('push', 410, 'space_deleted');
  await settle();
  assert.equal(after.outcome(), 'space_deleted');

  client.store.credentialsChanged();
  await settle();
  assert.equal(client.server.body('pull')['version'], null, 'nothing is left of the old space');
  await client.answerPull({ ...client.delta(0, 1, 0, ['x']), epoch: 'f', checkpoint: 'f1' });
  assert.deepEqual(client.todos(), ['x']);
  const again = await client.add('d');
  const known = client.store.clientId;
  client.server.refuse('push', 409, 'unknown_client');
  await client.scheduler.advanceUntil(A_MINUTE, () => client.server.is('push'));
  const { client_id: clientId, mutations } = client.server.body('push') as { client_id: string; mutations: { id: number }[] };
  assert.notEqual(clientId, known);
  assert.deepEqual(mutations.map(({ id }) => id), [1]);
  await client.answerPush(1, 2);
  client.server.poke({ ...client.delta(2, 2, 1, ['d']), epoch: 'f', checkpoint: 'f2' });
  await settle();
  assert.equal(again.outcome(), 'ok');
  assert.deepEqual(client.todos(), ['d', 'x']);
});

test('of an erased user nothing is left on a device after its next contact', async () => {
  const before = page();
  await turns(() => before.server.is('pull'));
  await before.answerPull({ ...before.delta(0, 1, 0, ['a']), patches: [
    { op: 'set', key: 'todos/a', value: { text: 'Buy a', completed: false } }, { op: 'set', key: '$$pu/alice/notes/mine', value: { text: 'secret' } }
  ] });
  before.server.down();
  await before.store.mutate.setNote({ text: 'more secret' });
  await turns();
  before.store.dispose();

  const offline = page({ offline: true });
  await offline.store.waitForLocalData();
  assert.deepEqual([offline.todos(), notes(offline)], [['a'], ['more secret']], 'as long as it hears of nothing');
  offline.store.dispose();
  await turns();

  const contact = page();
  await turns(() => contact.server.is('push') && contact.server.is('pull'));
  const erasedId = contact.store.clientId;
  contact.server.refuse('push', 403, 'access_denied', { reason: 'user_erased' });
  await turns();
  assert.deepEqual([contact.todos(), notes(contact), contact.store.pending], [[], [], []]);
  assert.notEqual(contact.store.clientId, erasedId);
  assert(contact.told.includes('access denied'));
  contact.store.dispose();
  await turns();

  const after = page({ offline: true });
  await turns();
  assert.deepEqual([after.todos(), notes(after), after.store.pending], [[], [], []]);
  const kept = await new Promise<unknown[]>((resolve) => {
    const request = indexedDB.open('synced-store /synced-store alice todo/leaving');
    request.onsuccess = () => {
      const found: unknown[] = [];
      const names = [...request.result.objectStoreNames];
      const transaction = request.result.transaction(names);
      names.forEach((name) => (transaction.objectStore(name).getAll().onsuccess = ({ target }) => found.push(...(target as IDBRequest<unknown[]>).result)));
      transaction.oncomplete = () => {
        request.result.close();
        resolve(found);
      };
    };
  });
  assert(!JSON.stringify(kept).includes('secret'), JSON.stringify(kept));
  after.store.dispose();
});

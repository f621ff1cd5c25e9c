import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexedDbStorage } from '../../main/web/storage/indexedDbStorage.js';
import type { ClientStorage } from '../../main/web/storage/storeFile.js';
import { UpdateNeededError } from '../../main/web/index.js';
import { MemoryTabs } from './support/memoryTabs.js';
import { ScriptedClient } from './support/scriptedClient.js';

const NAME = (instance: string): string => `synced-store /synced-store alice todo/${instance}`;

/** Databases take a few turns of the event loop. */
async function turns(condition: () => boolean = () => false): Promise<void> {
  for (let i = 0; i < 60 && !condition(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function open(instanceId: string, options: object = {}): ScriptedClient {
  const tabs = new MemoryTabs();
  return new ScriptedClient({ instanceId, storage: new IndexedDbStorage(indexedDB), tabs: tabs.groups({ soon: (work) => void setTimeout(work, 0) }), ...options });
}

async function connected(instanceId: string, options: object = {}): Promise<ScriptedClient> {
  const client = open(instanceId, options);
  await turns(() => client.server.is('pull'));
  await client.answerPull({});
  await turns();
  return client;
}

async function raw(instance: string, work: (database: IDBDatabase) => void): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(NAME(instance));
    request.onsuccess = () => resolve(request.result);
  });
  work(database);
  await turns();
  database.close();
}

test('base and pending outlive the page, and reading needs no server', async () => {
  const client = await connected('outlive');
  await client.poke(1, 2, 0, ['a', 'b']);
  await client.poke(3, 3, 0, ['-b']);
  await client.store.mutate.addTodo({ id: 'c', text: 'Buy c', completed: false });
  await client.answerPush(1, 4, [client.rejected(1, 'no')]);
  client.store.dispose();
  const again = open('outlive', { offline: true });
  await again.store.waitForLocalData();
  assert.deepEqual(again.todos(), ['a', 'c']);
  assert.deepEqual(again.store.snapshot().point, { epoch: 'e', version: 3, checkpoint: 'c3' });
  assert.deepEqual(again.store.pending.map(({ id }) => id), [1]);
  assert.equal(again.store.clientId, client.store.clientId);
  again.store.dispose();
});

test('what the first version has stored entry by entry is read, and so is what waits', async () => {
  const client = await connected('older');
  await client.poke(1, 2, 0, ['a', 'b']);
  await client.store.mutate.addTodo({ id: 'c', text: 'Buy c', completed: false });
  const { base } = client.store.snapshot();
  client.store.dispose();
  const kept = new Map<string, [IDBValidKey, unknown][]>();
  await raw('older', (database) => [...database.objectStoreNames].forEach((name) => {
    const records: [IDBValidKey, unknown][] = [];
    kept.set(name, records);
    database.transaction(name).objectStore(name).openCursor().onsuccess = ({ target }) => {
      const { result } = target as IDBRequest<IDBCursorWithValue | null>;
      if (result) {
        records.push([result.key, result.value]);
        result.continue();
      }
    };
  }));
  kept.set('entries', [...base]);
  await new Promise((resolve) => (indexedDB.deleteDatabase(NAME('older')).onsuccess = resolve));
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(NAME('older'), 1);
    request.onupgradeneeded = () => kept.forEach((records, name) => {
      const store = request.result.createObjectStore(name);
      records.forEach(([key, value]) => store.put(value, key));
    });
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  const again = open('older', { offline: true });
  await again.store.waitForLocalData();
  assert.deepEqual(again.todos(), ['a', 'b', 'c']);
  assert.deepEqual(again.store.pending.map(({ id }) => id), [1]);
  assert.deepEqual(again.store.snapshot().base, base);
  again.store.dispose();
});

test('a rejection that nobody was told is told when somebody listens', async () => {
  const client = await connected('unread');
  const { confirmed } = await client.store.mutate.addTodo({ id: 'c', text: 'Buy c', completed: false });
  client.store.dispose();
  await assert.rejects(confirmed);
  const again = open('unread');
  await turns(() => again.server.is('push') && again.server.is('pull'));
  await again.answerPush(1, 1, [again.rejected(1, 'list_locked')]);
  await again.answerPull({ reset: false, ...again.delta(1, 1, 1, []), rejected_mutations: [again.rejected(1, 'list_locked')] });
  await turns();
  assert.deepEqual(again.told.filter((each) => each.startsWith('rejected')), ['rejected 1 addTodo list_locked']);
  await again.store.mutate.removeTodo({ id: 'x' });
  await turns(() => again.server.is('push'));
  assert.equal(again.server.body('push')['acknowledged_mutation_id'], 1);
  again.store.dispose();
});

test('a rejection that both copies have is told after a reload, too', async () => {
  const client = await connected('forked');
  await client.store.mutate.addTodo({ id: 'eggs', text: 'Buy eggs', completed: false });
  client.server.refuse('push', 409, 'client_forked', { last_common_id: 1, rejected_mutations: [client.rejected(1, 'list_locked')] });
  await turns();
  client.store.dispose();
  const again = open('forked');
  await turns(() => again.server.is('pull'));
  assert.deepEqual(again.todos(), ['eggs'], 'until the base has the outcome');
  await again.answerPull({ reset: false, ...again.delta(1, 1, 0, []) });
  await turns(() => again.told.some((each) => each.startsWith('rejected')));
  assert.deepEqual(again.todos(), []);
  assert.deepEqual(again.told.filter((each) => each.startsWith('rejected')), ['rejected 0 addTodo list_locked']);
  assert.deepEqual(again.store.pending, []);
  assert(!again.server.is('push'));
  again.store.dispose();
});

const DAMAGED: readonly [store: string, key: IDBValidKey, value: unknown, reason: RegExp][] = [
  ['head', 0, { format: 1 }, /damaged/], ['entries', '', '[["todos/a', /SyntaxError/], ['entries', '', { text: 'Buy a' }, /SyntaxError/]
];

for (const [store, key, value, wanted] of DAMAGED) {
  test(`what can't be read any more is left alone, and all goes on in memory: ${JSON.stringify(value)}`, async () => {
    const client = await connected('damaged');
    client.store.dispose();
    await raw('damaged', (database) => database.transaction(store, 'readwrite').objectStore(store).put(value, key));
    const again = open('damaged');
    await turns(() => again.server.is('pull'));
    await again.answerPull({}, ['a']);
    assert.deepEqual(again.todos(), ['a']);
    assert.equal(again.store.isDurable, false);
    let reason = '';
    again.store.onStorageLost((told) => (reason = told));
    await turns();
    assert.match(reason, wanted);
    const { id } = await again.store.mutate.addTodo({ id: 'b', text: 'x', completed: false });
    assert.equal(id, 1);
    again.store.dispose();
    await new Promise((resolve) => (indexedDB.deleteDatabase(NAME('damaged')).onsuccess = resolve));
  });
}

test('a browser that never opens its database, or refuses to, is no reason to wait', async () => {
  const refusing: ClientStorage = { open: () => Promise.reject(new DOMException('No', 'SecurityError')), erase: () => Promise.resolve() };
  const client = open('refused', { storage: refusing });
  await turns(() => client.server.is('pull'));
  assert(client.told.includes('storage lost'));
  client.store.dispose();
});

test('when the disk is full what is called still counts, in memory', async () => {
  const client = await connected('full');
  await client.store.mutate.addTodo({ id: 'a', text: 'x', completed: false });
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function () {
    throw new DOMException('Full', 'QuotaExceededError');
  };
  try {
    const { id, confirmed } = await client.store.mutate.addTodo({ id: 'b', text: 'x', completed: false });
    assert.equal(id, 2);
    assert(client.told.includes('storage lost'));
    await client.answerPush(1, 1);
    assert(!client.server.is('push'), 'what the file does not know waits for another client id');
    await client.poke(1, 1, 1, ['a']);
    assert.equal(client.server.body('push')['mutations'][0].id, 1);
    assert.equal(client.server.body('push')['client_id'], client.store.clientId);
    await client.answerPush(1, 2);
    await client.poke(2, 2, 1, ['b']);
    await confirmed;
    assert.deepEqual(client.todos(), ['a', 'b']);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  client.store.dispose();
});

test('a new id of the client is stored before anything is sent under it', async () => {
  const client = await connected('renumbered');
  const first = client.store.clientId;
  await client.store.mutate.addTodo({ id: 'a', text: 'x', completed: false });
  client.server.refuse('push', 409, 'unknown_client');
  await turns(() => client.server.is('push'));
  assert.notEqual(client.store.clientId, first);
  await raw('renumbered', (database) => {
    const head = database.transaction('head').objectStore('head').get(0);
    head.onsuccess = () => assert.equal((head.result as { clientId: string }).clientId, client.store.clientId);
  });
  assert.equal(client.server.body('push')['acknowledged_mutation_id'], 0);
  client.store.dispose();
});

test('a newer version of the application takes over, and the older one stops writing', async () => {
  const tabs = new MemoryTabs();
  const groups = (): object => ({ tabs: tabs.groups({ soon: (work) => void setTimeout(work, 0) }) });
  const older = await connected('schemas', groups());
  let updates = 0;
  older.store.onUpdateNeeded(() => updates++);
  await older.store.mutate.addTodo({ id: 'a', text: 'x', completed: false });
  const newer = open('schemas', { ...groups(), schemaVersion: 2 });
  await turns(() => newer.server.is('push'));
  assert.equal(updates, 1);
  assert.equal(newer.server.body('push')['mutations'][0].schema_version, 1);
  await assert.rejects(older.store.mutate.removeTodo({ id: 'a' }), UpdateNeededError);
  const late = open('schemas', groups());
  late.store.onUpdateNeeded(() => updates++);
  await turns(() => updates === 2);
  assert.equal(updates, 2);
  [older, newer, late].forEach(({ store }) => store.dispose());
});

test('signing out with erasing deletes all stores of the user, and of nobody else', async () => {
  const errands = await connected('errands');
  errands.store.dispose();
  const main = await connected('main-list');
  const bobs = open('main-list', { userId: 'bob' });
  await turns(() => bobs.server.is('pull'));
  await main.store.logout({ erase: true });
  const names = (await indexedDB.databases()).map(({ name }) => name);
  assert(!names.some((name) => name!.includes(' alice ')), names.join());
  assert(names.some((name) => name!.includes(' bob ')));
  assert(main.store.isClosed);
  bobs.store.dispose();
});

test('signing out closes all stores of the user, of whatever space, and forgets what they had in memory', async () => {
  const tabs = new MemoryTabs();
  const groups = (): object => ({ tabs: tabs.groups({ soon: (work) => void setTimeout(work, 0) }) });
  const list = await connected('signed-out', groups());
  await list.store.mutate.addTodo({ id: 'a', text: 'a secret', completed: false });
  const sameList = open('signed-out', groups());
  const otherList = await connected('signed-out-too', groups());
  await otherList.store.mutate.addTodo({ id: 'b', text: 'another', completed: false });
  const bobs = open('signed-out', { ...groups(), userId: 'bob' });
  await turns(() => sameList.todos().length > 0 && bobs.server.is('pull'));
  await list.store.logout({ erase: true });
  await turns(() => sameList.store.isClosed && otherList.store.isClosed);
  for (const { store, told } of [list, sameList, otherList]) {
    assert(store.isClosed);
    assert.equal(store.snapshot().entries.size, 0);
    assert.deepEqual(store.pending, []);
    assert(!told.includes('storage lost'));
  }
  assert(!bobs.store.isClosed);
  assert(!(await indexedDB.databases()).some(({ name }) => name!.includes(' alice ')));
  bobs.store.dispose();
});

test('when somebody else signs in, what was not sent waits for its user, and a store of the other takes the place', async () => {
  const alices = await connected('switched');
  await alices.store.mutate.addTodo({ id: 'a', text: 'a secret', completed: false });
  const bobs = alices.store.switchUser({ userId: 'bob' });
  await turns(() => alices.store.isClosed);
  assert(alices.store.isClosed);
  assert.equal(bobs.userId, 'bob');
  await turns();
  assert.deepEqual(bobs.pending, []);
  assert.equal(bobs.snapshot().entries.size, 0);
  bobs.dispose();
  const again = open('switched', { offline: true });
  await turns(() => again.store.pending.length > 0);
  assert.deepEqual(again.store.pending.map(({ args }) => (args as { text: string }).text), ['a secret']);
  assert.deepEqual(again.todos(), ['a']);
  again.store.dispose();
});

test('somebody else\'s answer closes the store, and nothing of it can be read any more', async () => {
  const client = await connected('mismatch');
  await client.store.mutate.addTodo({ id: 'a', text: 'a secret', completed: false });
  client.server.refuse('push', 409, 'user_mismatch');
  await turns(() => client.store.isClosed);
  assert(client.store.isClosed);
  assert.equal(client.store.snapshot().entries.size, 0);
});

test('a copy is as on another device: a client of its own, which goes with the others when its user signs out', async () => {
  const tabs = new MemoryTabs();
  const groups = (): object => ({ tabs: tabs.groups({ soon: (work) => void setTimeout(work, 0) }) });
  const desk = await connected('copies', groups());
  const phone = await connected('copies', { ...groups(), copy: 'my phone', uuid: () => '9d7f3f0e-0000-4000-8000-000000000001' });
  assert.notEqual(phone.store.clientId, desk.store.clientId);
  await desk.store.mutate.addTodo({ id: 'a', text: 'x', completed: false });
  await turns();
  assert.deepEqual([desk.todos(), phone.todos()], [['a'], []]);
  assert((await indexedDB.databases()).some(({ name }) => name === `${NAME('copies')} my%20phone`));
  await desk.store.logout({ erase: true });
  await turns(() => phone.store.isClosed);
  assert(phone.store.isClosed);
  assert(!(await indexedDB.databases()).some(({ name }) => name!.includes(' alice ')));
});

import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexedDbStorage } from '../../main/web/storage/indexedDbStorage.js';
import { settle } from './support/manualScheduler.js';
import { MemoryTabs } from './support/memoryTabs.js';
import { ScriptedClient } from './support/scriptedClient.js';

const tabs = (): object => ({ tabs: new MemoryTabs().groups({ soon: (work) => void setImmediate(work) }) });

/** Databases take a few turns of the event loop. */
async function turns(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 2000 && !condition(); i++) {
    await (i < 200 ? settle() : new Promise((resolve) => setTimeout(resolve, 1)));
  }
  assert(condition(), 'It did not happen');
}

/** Everything goes on in memory, and whoever listens is told why, also later. */
async function goesOn(client: ScriptedClient, reason: RegExp, todos: readonly string[] = []): Promise<void> {
  const { store, server } = client;
  await turns(() => !store.isDurable && server.is('pull'));
  await client.answerPull({ reset: true, ...client.delta(0, 1, 0, todos) });
  let told = '';
  store.onStorageLost((why) => (told = why));
  await settle();
  assert.match(told, reason);
  const { outcome } = await client.add('after');
  assert.deepEqual(client.todos(), [...todos, 'after'].sort());
  const { id } = server.body('push')['mutations'][0];
  await client.answerPush(id, 2);
  await client.poke(2, 2, id, ['after']);
  assert.equal(outcome(), 'ok');
  assert.deepEqual(store.pending, []);
  store.dispose();
}

function opening(open: () => IDBOpenDBRequest): ScriptedClient {
  return new ScriptedClient({ ...tabs(), storage: new IndexedDbStorage({ open } as unknown as IDBFactory) });
}

test('a browser that never says whether the database is open is given up after five seconds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const client = opening(() => ({}) as IDBOpenDBRequest);
  await settle();
  assert(!client.server.is('pull'));
  t.mock.timers.tick(5000);
  await goesOn(client, /did not open in time/);
});

test('a database that another tab blocks is given up at once', async () => {
  const request = {} as IDBOpenDBRequest;
  const client = opening(() => request);
  await settle();
  request.onblocked!({} as never);
  await goesOn(client, /blocked by another tab/);
});

test('a private mode that throws when it is asked for a database is no obstacle', async () => {
  await goesOn(opening(() => {
    throw new DOMException('A mutation operation was attempted on a database that did not allow mutations', 'InvalidStateError');
  }), /did not allow mutations/);
});

test('a browser that has no databases at all, or throws when it is asked whether, is no obstacle', async () => {
  const { indexedDB: before } = globalThis;
  try {
    for (const descriptor of [{ value: undefined }, { get: () => {
      throw new DOMException('Denied', 'SecurityError');
    } }]) {
      Object.defineProperty(globalThis, 'indexedDB', { configurable: true, ...descriptor });
      await goesOn(new ScriptedClient({ ...tabs(), storage: undefined as never }), /no IndexedDB/);
    }
  } finally {
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, writable: true, value: before });
  }
});

test('a disk that is full from the beginning is no obstacle', async () => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('Full', 'QuotaExceededError');
  };
  try {
    await goesOn(new ScriptedClient({ ...tabs(), instanceId: 'full', storage: new IndexedDbStorage(indexedDB) }), /Full/);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
});

test('a database that is something else, or of a later make, is left alone', async () => {
  const name = 'synced-store /synced-store alice todo/foreign';
  for (const version of [1, 2, 3]) {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => request.result.close();
    await turns(() => request.readyState === 'done');
    await goesOn(new ScriptedClient({ ...tabs(), instanceId: 'foreign', storage: new IndexedDbStorage(indexedDB) }), /AbortError|NotFoundError|VersionError|not found/);
  }
});

test('a database that can\'t be read any more is left alone', async () => {
  const { getAll } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAll = () => {
    throw new DOMException('Internal error', 'UnknownError');
  };
  try {
    await goesOn(new ScriptedClient({ ...tabs(), instanceId: 'unreadable', storage: new IndexedDbStorage(indexedDB) }), /Internal error/);
  } finally {
    IDBObjectStore.prototype.getAll = getAll;
  }
});

test('a database that is deleted meanwhile is missed by nobody', async () => {
  const client = new ScriptedClient({ ...tabs(), instanceId: 'deleted', storage: new IndexedDbStorage(indexedDB) });
  await turns(() => client.server.is('pull'));
  await client.answerPull({ ...client.delta(0, 1, 0, ['before']) });
  const { outcome } = await client.add('unsent');
  indexedDB.deleteDatabase('synced-store /synced-store alice todo/deleted');
  await turns(() => !client.store.isDurable);
  assert.deepEqual(client.told, ['connecting', 'connected', 'storage lost']);
  assert.deepEqual(client.todos(), ['before', 'unsent']);
  await client.answerPush(1, 2);
  await client.poke(2, 2, 1, ['unsent']);
  assert.equal(outcome(), 'ok');
  client.store.dispose();
});

import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexedDbStorage } from '../../main/web/storage/indexedDbStorage.js';
import { browserTabs } from '../../main/web/tabs/browserTabs.js';
import { settle } from './support/manualScheduler.js';
import { ScriptedClient } from './support/scriptedClient.js';

/** A browser that has some of what tabs need, as far as it is looked at. */
async function inBrowser(has: { readonly locks?: object; readonly channels?: boolean }, work: () => unknown): Promise<void> {
  const names = ['navigator', 'BroadcastChannel'] as const;
  const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { locks: has.locks } });
  if (!has.channels) {
    Object.defineProperty(globalThis, 'BroadcastChannel', { configurable: true, value: undefined });
  }
  try {
    await work();
  } finally {
    names.forEach((name, index) => before[index] ? Object.defineProperty(globalThis, name, before[index]!) : Reflect.deleteProperty(globalThis, name));
  }
}

test('tabs find each other by locks and channels, and need both', async () => {
  await inBrowser({ locks: {}, channels: true }, () => assert(browserTabs()));
  await inBrowser({ channels: true }, () => assert.equal(browserTabs(), undefined));
  await inBrowser({ locks: {} }, () => assert.equal(browserTabs(), undefined));
});

test('where one of them is missing each tab is a client of its own, keeps nothing, and says so', async () => {
  for (const has of [{ channels: true }, { locks: {} }]) {
    await inBrowser(has, async () => {
      const options = { storage: new IndexedDbStorage(indexedDB), tabs: undefined as never };
      const first = new ScriptedClient(options);
      const second = new ScriptedClient({ ...options, uuid: () => '9d7f3f0e-0000-4000-8000-000000000001' });
      await settle();
      let reason = '';
      first.store.onStorageLost((told) => (reason = told));
      for (const client of [first, second]) {
        await client.answerPull({});
        await client.add('a');
        assert.equal(client.server.body('push')['mutations'][0].id, 1);
        assert.equal(client.store.isDurable, false);
      }
      assert.match(reason, /no Web Locks/);
      assert.notEqual(first.store.clientId, second.store.clientId);
      assert.deepEqual(await indexedDB.databases(), []);
      // Offline is a matter of this tab anyway.
      first.store.goOffline();
      await first.add('b');
      first.store.goOnline();
      await first.answerPush(1, 1);
      assert.deepEqual(first.server.body('push')['mutations'].map(({ id }: { id: number }) => id), [2]);
      [first, second].forEach(({ store }) => store.dispose());
    });
  }
});

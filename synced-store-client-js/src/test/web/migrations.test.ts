import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CallMigrations, type ClientStorage, type MutationContext, MutationRejectedError, SyncedStore, table, type TabGroups } from '../../main/web/index.js';
import { settle } from './support/manualScheduler.js';
import { MemoryDisk } from './support/memoryStorage.js';
import { MemoryTabs } from './support/memoryTabs.js';
import { ScriptedServer } from './support/scriptedServer.js';

const LINES = table<{ readonly text: string; readonly seen?: number }>('lines');

const before = {
  add: (ctx: MutationContext, { id, text }: { id: string; text: string }): void => ctx.table(LINES).set(id, { text }),
  swap: (ctx: MutationContext, _: { one: string; other: string }): void => ctx.table(LINES).delete('never'),
  ping: (ctx: MutationContext, _: object): void => ctx.table(LINES).set('ping', { text: 'pong' }),
  strike: (ctx: MutationContext, { id }: { id: string }): void => ctx.table(LINES).delete(id)
};

const after = {
  put(ctx: MutationContext, { id, text, seen }: { id: string; text: string; seen: number }): void {
    if (text === 'refused') {
      ctx.reject('refused', 'No');
    }
    ctx.table(LINES).set(id, { text, seen });
  },
  remove: (ctx: MutationContext, { id }: { id: string }): void => ctx.table(LINES).delete(id)
};

// tag::migrations[]
const migrations: CallMigrations = {
  2: {
    add: ({ id, text }) => [{ name: 'put', args: { id, text, seen: 0 } }],
    swap: ({ one, other }) => [
      { name: 'put', args: { id: one, text: `was ${other}`, seen: 0 } },
      { name: 'put', args: { id: other, text: `was ${one}`, seen: 0 } }
    ],
    strike: (args) => [{ name: 'remove', args }],
    ping: () => []
  }
};
// end::migrations[]

function browser(): { readonly storage: ClientStorage; readonly tabs: TabGroups } {
  const soon = (work: () => void): void => void setImmediate(work);
  return { storage: new MemoryDisk().storage({ later: soon, fails: () => false }), tabs: new MemoryTabs().groups({ soon }) };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) {
    await settle();
  }
  assert(condition(), 'It did not happen');
}

test('what is pending from before an update is shown as the new version has it, and sent as it was made', async () => {
  const { storage, tabs } = browser();
  const server = new ScriptedServer();
  const common = { storeType: 'list', instanceId: 'main', userId: 'alice', storage, tabs, transport: server };
  const old = new SyncedStore({ ...common, mutators: before, offline: true });
  await old.mutate.add({ id: 'a', text: 'milk' });
  await old.mutate.add({ id: 'b', text: 'eggs' });
  await old.mutate.strike({ id: 'b' });
  await old.mutate.swap({ one: 'c', other: 'd' });
  await old.mutate.swap({ one: 'e', other: 'x' });
  await old.mutate.ping({});
  await settle();
  old.dispose();
  await settle();

  const updated = new SyncedStore({ ...common, mutators: after, schemaVersion: 2, migrations, offline: true });
  await until(() => updated.pending.length === 6);
  await updated.mutate.put({ id: 'f', text: 'new', seen: 3 });
  const shown = Object.fromEntries(updated.query((ctx) => ctx.table(LINES).scan()).map(({ key, value }) => [key, value]));
  assert.deepEqual(shown, {
    a: { text: 'milk', seen: 0 }, c: { text: 'was d', seen: 0 }, d: { text: 'was c', seen: 0 },
    e: { text: 'was x', seen: 0 }, x: { text: 'was e', seen: 0 }, f: { text: 'new', seen: 3 }
  });
  assert.deepEqual(updated.pending.map(({ mutator }) => mutator), ['add', 'add', 'strike', 'swap', 'swap', 'ping', 'put']);

  server.up();
  updated.goOnline();
  await until(() => server.is('pull'));
  server.ok('pull', { epoch: 'e', checkpoint: null, min_included_version: 0, max_included_version: 0, patches: [],
    client_id_to_last_mutation_id: { [updated.clientId]: 0 }, rejected_mutations: [], user_id: 'alice', schema_version: 2, reset: true, next_page: null });
  await until(() => server.is('push'));
  const sent = server.body('push') as { mutations: { schema_version: number; name: string }[] };
  assert.deepEqual(sent.mutations.map(({ schema_version, name }) => [schema_version, name]),
    [[1, 'add'], [1, 'add'], [1, 'strike'], [1, 'swap'], [1, 'swap'], [1, 'ping'], [2, 'put']]);
  updated.dispose();
});

test('of calls that take the place of one, all have an effect or none', async () => {
  const { storage, tabs } = browser();
  const common = { storeType: 'list', instanceId: 'main', userId: 'alice', storage, tabs, transport: new ScriptedServer(), offline: true };
  const old = new SyncedStore({ ...common, mutators: before });
  await old.mutate.swap({ one: 'a', other: 'b' });
  await settle();
  old.dispose();
  await settle();
  const refusing: CallMigrations = { 2: { swap: () => [{ name: 'put', args: { id: 'a', text: 'a', seen: 1 } }, { name: 'put', args: { id: 'b', text: 'refused', seen: 1 } }] } };
  const updated = new SyncedStore({ ...common, mutators: after, schemaVersion: 2, migrations: refusing });
  await until(() => updated.pending.length === 1);
  assert.equal(updated.query((ctx) => ctx.table(LINES).scan().length), 0);
  await assert.rejects(updated.mutate.put({ id: 'a', text: 'refused', seen: 1 }), MutationRejectedError);
  updated.dispose();
});

test('a client that is too old keeps what it has and what is pending, and all is confirmed after its update', async () => {
  const { storage, tabs } = browser();
  const server = new ScriptedServer();
  const common = { storeType: 'list', instanceId: 'main', userId: 'alice', storage, tabs, transport: server };
  server.up();
  const old = new SyncedStore({ ...common, mutators: before });
  let updates = 0;
  old.onUpdateNeeded(() => updates++);
  const delta = (version: number, own: number, patches: readonly object[], more: object): object => ({ epoch: 'e', checkpoint: `c${version}`,
    min_included_version: 0, max_included_version: version, patches, client_id_to_last_mutation_id: { [old.clientId]: own }, rejected_mutations: [],
    user_id: 'alice', reset: true, next_page: null, ...more });
  await until(() => server.is('pull'));
  server.ok('pull', delta(1, 0, [{ op: 'set', key: 'lines/x', value: { text: 'from before' } }], { schema_version: 1 }));
  await old.mutate.add({ id: 'a', text: 'milk' });
  await until(() => server.is('push'));
  server.refuse('push', 409, 'schema_version_not_supported', { schema_version: 2 });
  await until(() => updates === 1);
  assert.deepEqual(old.pending.map(({ mutator }) => mutator), ['add']);
  assert.deepEqual(old.query((ctx) => ctx.table(LINES).scan().map(({ key }) => key)), ['a', 'x']);
  await settle();
  old.dispose();
  server.down();
  await settle();

  const updated = new SyncedStore({ ...common, mutators: after, schemaVersion: 2, migrations, offline: true });
  await until(() => updated.pending.length === 1);
  assert.deepEqual(updated.query((ctx) => ctx.table(LINES).scan().map(({ key }) => key)), ['a', 'x']);
  assert.equal(updated.clientId, old.clientId);
  server.up();
  updated.goOnline();
  await until(() => server.is('pull') || server.is('push'));
  const x = { op: 'set', key: 'lines/x', value: { text: 'from before', seen: 1 } };
  if (server.is('push')) {
    server.ok('push', { user_id: 'alice', last_mutation_id: 1, version: 3, rejected_mutations: [] });
  }
  await until(() => server.is('pull'));
  server.ok('pull', delta(3, 1, [x, { op: 'set', key: 'lines/a', value: { text: 'milk', seen: 0 } }], { schema_version: 2 }));
  await until(() => updated.pending.length === 0);
  assert.deepEqual(updated.query((ctx) => ctx.table(LINES).scan().map(({ value }) => value.seen)), [0, 1]);
  updated.dispose();
});

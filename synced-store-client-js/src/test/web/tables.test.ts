import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MutationContext, MutationRejectedError, singleton, SyncedStore, table } from '../../main/web/index.js';
import { ScriptedServer } from './support/scriptedServer.js';

const ITEMS = table<number>('items');
const TITLE = singleton<{ readonly text: string }>('settings', 'title');
const SYSTEM = table<number>('$users');

const mutators = {
  set(ctx: MutationContext, { key, value }: { key: string; value: unknown }): void {
    ctx.table(ITEMS).set(key, value as number);
  },
  title(ctx: MutationContext, { text }: { text: unknown }): void {
    ctx.singleton(TITLE).set({ text: text as string });
    ctx.privateOfUser(ctx.userId).singleton(TITLE).set({ text: `mine: ${ctx.singleton(TITLE).get()?.text}` });
  },
  untitled(ctx: MutationContext): void {
    ctx.singleton(TITLE).delete();
  },
  half(ctx: MutationContext): void {
    ctx.table(ITEMS).set('a', 1);
    ctx.table(ITEMS).set('b', 1 / 0);
  },
  fill(ctx: MutationContext): void {
    ['b', 'a/1', 'a/2', 'c', 'a/3'].forEach((key, index) => ctx.table(ITEMS).set(key, index));
    ctx.table(table('itemsandmore')).set('x', 1);
    ctx.privateOfUser(ctx.userId).table(ITEMS).set('mine', 9);
  },
  others(ctx: MutationContext): void {
    ctx.privateOfUser('bob').table(ITEMS).set('x', 1);
  },
  serverOnly(ctx: MutationContext): void {
    ctx.serverOnly();
  },
  system(ctx: MutationContext): void {
    ctx.table(SYSTEM).set('x', 1);
  },
  enqueues(ctx: MutationContext): void {
    ctx.table(ITEMS).set('here', 1);
    ctx.enqueueAction('count');
    ctx.enqueueActionAt('2026-12-24T18:00:00Z', 'ring', { of: 'here' });
  },
  elsewhere(ctx: MutationContext): void {
    const other = { storeType: 'other', instanceId: 'all' };
    ctx.table(ITEMS).set('here', ctx.source === undefined ? 1 : 2);
    ctx.mutateOther(other, 'count', { of: 'here' });
    ctx.readOther(other, (read) => ctx.table(ITEMS).set('here', read.table(ITEMS).get('there') ?? 3));
  },
  swallow(ctx: MutationContext): void {
    ctx.table(ITEMS).set('x', 1);
    try {
      ctx.reject('no', 'No');
    } catch {
      // As if nothing had happened.
    }
  },
  // As JavaScript lets through what TypeScript refuses.
  later: (async (ctx: MutationContext) => {
    await Promise.resolve();
    ctx.table(ITEMS).set('x', 1);
  }) as unknown as (ctx: MutationContext) => void,
  ownWrites(ctx: MutationContext): void {
    ctx.table(ITEMS).set('x', 1);
    ctx.table(ITEMS).set('x', ctx.table(ITEMS).get('x')! + 1);
    ctx.table(ITEMS).delete('b');
    ctx.table(ITEMS).set('seen', ctx.table(ITEMS).scan().length);
  }
};

function store(): SyncedStore<typeof mutators> {
  return new SyncedStore({ storeType: 'test', instanceId: 'main', userId: 'alice', mutators, storage: null, transport: new ScriptedServer(), offline: true });
}

async function code(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'fine', (problem: MutationRejectedError) => problem.code ?? problem.name);
}

test('a scan goes by prefix, limit, cursor and direction', async () => {
  const filled = store();
  await filled.mutate.fill();
  const keys = (scan?: object): string[] => filled.query((ctx) => ctx.table(ITEMS).scan(scan).map(({ key }) => key));
  assert.deepEqual(keys(), ['a/1', 'a/2', 'a/3', 'b', 'c']);
  assert.deepEqual(keys({ prefix: 'a/' }), ['a/1', 'a/2', 'a/3']);
  assert.deepEqual(keys({ limit: 2 }), ['a/1', 'a/2']);
  assert.deepEqual(keys({ cursor: 'a/2', limit: 2 }), ['a/3', 'b']);
  assert.deepEqual(keys({ reverse: true, cursor: 'b' }), ['a/3', 'a/2', 'a/1']);
  assert.deepEqual(keys({ prefix: 'a/', reverse: true, limit: 1 }), ['a/3']);
  assert.deepEqual(keys({ prefix: 'a/', cursor: 'b' }), []);
  assert.throws(() => keys({ limit: 0 }), RangeError);
  assert.deepEqual(filled.query((ctx) => ctx.privateOfUser('alice').table(ITEMS).scan()), [{ key: 'mine', value: 9 }]);
  assert.throws(() => filled.query((ctx) => ctx.privateOfUser('bob').table(ITEMS).scan()), TypeError);
  assert.throws(() => filled.query((ctx) => (ctx.table(ITEMS) as any).set('x', 1)), TypeError);
});

test('a mutator sees what it has written itself', async () => {
  const filled = store();
  await filled.mutate.fill();
  await filled.mutate.ownWrites();
  assert.equal(filled.query((ctx) => ctx.table(ITEMS).get('x')), 2);
  assert.equal(filled.query((ctx) => ctx.table(ITEMS).get('seen')), 5);
  assert.equal(filled.query((ctx) => ctx.table(ITEMS).has('b')), false);
});

test('a singleton is one entry of its table in each visibility', async () => {
  const titled = store();
  assert.equal(titled.query((ctx) => ctx.singleton(TITLE).exists()), false);
  await titled.mutate.title({ text: 'Shopping' });
  assert.deepEqual(titled.query((ctx) => ctx.singleton(TITLE).get()), { text: 'Shopping' });
  assert.deepEqual(titled.query((ctx) => ctx.table(table('settings')).get('title')), { text: 'Shopping' });
  assert.deepEqual(titled.query((ctx) => ctx.privateOfUser('alice').singleton(TITLE).get()), { text: 'mine: Shopping' });
  await titled.mutate.untitled();
  assert.equal(titled.query((ctx) => ctx.singleton(TITLE).get()), undefined);
  await assert.rejects(titled.mutate.title({ text: 1n }), MutationRejectedError);
  assert.throws(() => singleton('settings', ''), MutationRejectedError);
  assert.throws(() => singleton('1st', 'title'), TypeError);
});

test('a value that can\'t be written is refused by its path', async () => {
  const refusing = store();
  await assert.rejects(refusing.mutate.half(), { code: 'invalid_value', message: /items\/b: It is Infinity/ });
});

test('what breaks the rules is refused at once, and leaves nothing behind', async () => {
  const refusing = store();
  assert.equal(await code(refusing.mutate.half()), 'invalid_value');
  assert.equal(await code(refusing.mutate('set', { key: 'a', value: null })), 'invalid_value');
  assert.equal(await code(refusing.mutate.set({ key: 'a', value: new Date(0) })), 'invalid_args');
  assert.equal(await code(refusing.mutate.set({ key: '', value: 1 })), 'invalid_key');
  assert.equal(await code(refusing.mutate.set({ key: 'x'.repeat(300), value: 1 })), 'key_too_large');
  assert.equal(await code(refusing.mutate.system()), 'invalid_key');
  assert.equal(await code(refusing.mutate.others()), 'TypeError');
  assert.equal(await code(refusing.mutate.serverOnly()), 'TypeError');
  assert.equal(await code(refusing.mutate.swallow()), 'no');
  assert.equal(await code(refusing.mutate.later() as unknown as Promise<unknown>), 'invalid_args');
  assert.equal(await code(refusing.mutate('not a name', {})), 'TypeError');
  assert.deepEqual(refusing.pending, []);
  assert.equal(refusing.snapshot().entries.size, 0);
  assert.throws(() => table('1st'), TypeError);
});

test('other spaces are the server\'s business', async () => {
  const calling = store();
  await calling.mutate.elsewhere();
  assert.deepEqual(calling.query((ctx) => ctx.table(ITEMS).scan()), [{ key: 'here', value: 1 }]);
});

test('actions are the server\'s business', async () => {
  const calling = store();
  await calling.mutate.enqueues();
  assert.deepEqual(calling.query((ctx) => ctx.table(ITEMS).scan()), [{ key: 'here', value: 1 }]);
});

test('a mutation that the server alone has changes nothing here', async () => {
  const calling = store();
  const { id } = await calling.mutate('order', { sku: 'x' });
  assert.equal(id, 1);
  assert.deepEqual(calling.pending, [{ id: 1, mutator: 'order', args: { sku: 'x' } }]);
  assert.equal(calling.snapshot().entries.size, 0);
});

test('what a mutator was given and what a query hands out can\'t be changed', async () => {
  const calling = store();
  const args = { key: 'a', value: [1] };
  await calling.mutate.set(args);
  args.value.push(2);
  const read = calling.query((ctx) => ctx.table(table<number[]>('items')).get('a')!);
  assert.deepEqual(read, [1]);
  assert.throws(() => read.push(3), TypeError);
});

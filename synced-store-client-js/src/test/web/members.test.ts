import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memberOf, MutationRejectedError, Role, USERS } from '../../main/web/index.js';
import { settle } from './support/manualScheduler.js';
import { ScriptedClient } from './support/scriptedClient.js';

test('members are read as any table, and changed by the mutators of the system', async () => {
  const client = await ScriptedClient.connected();
  const { store } = client;
  // tag::change[]
  await store.mutate.$addUser({ user: 'bob', role: Role.editor });
  await store.mutate.$setRole({ user: 'bob', role: Role.viewer });
  await store.mutate.$removeUser({ user: 'bob' });
  // end::change[]
  await settle();
  assert.deepEqual(store.query((ctx) => ctx.table(USERS).scan()), [], 'only the server has them');
  assert.deepEqual(store.pending.map(({ mutator }) => mutator), ['$addUser', '$setRole', '$removeUser']);
  const { mutations } = client.server.body('push') as { mutations: { name: string; args: unknown }[] };
  assert.deepEqual(mutations.map(({ name, args }) => [name, args])[0], ['$addUser', { user: 'bob', role: 'editor' }]);
});

test('who was removed is still in the table, but no member', async () => {
  const client = new ScriptedClient();
  await settle();
  const users = { alice: { role: 'owner', joined: 1 }, bob: { role: 'editor', joined: 2, removed: 3 }, carol: { role: 'viewer', joined: 2, removed: null } };
  await client.answerPull({
    ...client.delta(0, 1, 0, []), patches: Object.entries(users).map(([user, value]) => ({ op: 'set', key: `$users/${user}`, value }))
  });
  // tag::read[]
  const members = client.store.query((ctx) => ctx.table(USERS).scan().filter(({ key }) => memberOf(ctx, key)));
  // end::read[]
  assert.deepEqual(members.map(({ key, value: { role } }) => `${key} ${role}`), ['alice owner', 'carol viewer']);
});

test('there are no other mutators of the system', async () => {
  const client = await ScriptedClient.connected();
  await assert.rejects(client.store.mutate('$eraseUser', { user: 'bob' }), TypeError);
  await assert.rejects(client.store.mutate('$withdrawn'), (problem) => problem instanceof TypeError && !(problem instanceof MutationRejectedError));
});

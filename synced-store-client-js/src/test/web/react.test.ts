import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement } from 'react';
import { act, create, type ReactTestRenderer } from 'react-test-renderer';
import { useConnectionStatus, usePending, useSubscribe } from '../../main/web/react.js';
import { settle } from './support/manualScheduler.js';
import { ScriptedClient } from './support/scriptedClient.js';
import { TODOS } from './support/todoMutators.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

test('components render what queries give, and only when it has changed', async () => {
  const client = await ScriptedClient.connected();
  let renders = 0;
  function List({ completed }: { completed: boolean }): ReturnType<typeof createElement> {
    renders++;
    const todos = useSubscribe(client.store, (ctx) => ctx.table(TODOS).scan().filter(({ value }) => value.completed === completed), [completed]);
    return createElement('p', null, `${todos?.map(({ key }) => key).join()} ${useConnectionStatus(client.store)} ${usePending(client.store).length}`);
  }
  let page!: ReactTestRenderer;
  await act(async () => {
    page = create(createElement(List, { completed: false }));
    await settle();
  });
  const text = (): unknown => (page.toJSON() as { children: unknown[] }).children[0];
  assert.equal(text(), ' connected 0');
  await act(async () => void await client.add('a'));
  assert.equal(text(), 'a connected 1');
  await act(async () => {
    await client.answerPush(1, 1);
    await client.poke(1, 1, 1, ['a']);
  });
  assert.equal(text(), 'a connected 0');
  const before = renders;
  await act(async () => {
    await client.store.mutate.setNote({ text: 'not in the list' });
    client.server.lose('push');
    await settle();
  });
  assert.equal(text(), 'a connected 1');
  assert(renders <= before + 2, `${renders - before} renders`);
  await act(async () => page.update(createElement(List, { completed: true })));
  assert.equal(text(), ' connected 1');
  await act(async () => page.unmount());
  client.store.dispose();
});

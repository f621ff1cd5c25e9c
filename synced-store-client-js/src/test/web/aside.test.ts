import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, type Tab } from './support/tabbedBrowser.js';

interface Pushed {
  readonly id: number;
  readonly args: { readonly id: string };
}

/** Two tabs, of which the first has talked with the server until it was switched offline. */
async function apart(browser = new Browser()): Promise<{ browser: Browser; cut: Tab; other: Tab }> {
  const cut = browser.open();
  await browser.scheduler.advance(100);
  await cut.client.answerPull({}, ['milk']);
  const other = browser.open();
  await browser.scheduler.advance(1000);
  assert.deepEqual(other.client.todos(), ['milk']);
  cut.client.store.goOffline();
  await browser.scheduler.advance(1000);
  await other.client.answerPull({ reset: false, ...other.client.delta(1, 0, 0, []) });
  return { browser, cut, other };
}

async function add(browser: Browser, { client }: Tab, id: string): Promise<number> {
  const added = client.store.mutate.addTodo({ id, text: `Buy ${id}`, completed: false });
  await browser.scheduler.advance(50);
  return (await added).id;
}

function pushed({ client: { server } }: Tab): Pushed[] {
  return server.is('push') ? server.body('push')['mutations'] as Pushed[] : [];
}

/** All that was sent, by whichever tab. */
function allPushed(...tabs: Tab[]): string[] {
  return tabs.flatMap(({ client: { server } }) => server.requests.filter(({ path }) => path.endsWith('/push'))
    .flatMap(({ body }) => (JSON.parse(body) as { mutations: Pushed[] }).mutations.map(({ args }) => args.id)));
}

test('of a tab that is offline nothing is seen or sent, and it sees nothing of others', async () => {
  const { browser, cut, other } = await apart();
  assert(other.talks, 'another tab talks with the server in its place');
  const requests = cut.client.server.requests.length;
  assert.equal(await add(browser, cut, 'eggs'), 1);
  assert.equal(await add(browser, cut, 'flour'), 2, 'the number that it would get now');
  await add(browser, other, 'bread');
  await other.client.poke(1, 1, 0, ['tea']);
  await browser.scheduler.advance(20_000);
  assert.deepEqual(cut.client.todos(), ['eggs', 'flour', 'milk']);
  assert.deepEqual(cut.client.store.pending.map(({ id }) => id), [null, null]);
  assert.deepEqual(other.client.todos(), ['bread', 'milk', 'tea']);
  assert.deepEqual(pushed(other).map(({ id, args }) => [id, args.id]), [[1, 'bread']]);
  assert.equal(cut.client.server.requests.length, requests);
  assert.equal(cut.client.store.connectionStatus, 'disconnected');
});

test('what was done offline goes behind what others have done, once it is back', async () => {
  const { browser, cut, other } = await apart();
  await add(browser, cut, 'eggs');
  await add(browser, cut, 'flour');
  await add(browser, other, 'bread');
  cut.client.store.goOnline();
  await browser.scheduler.advance(1000);
  assert.deepEqual(cut.client.todos(), ['bread', 'eggs', 'flour', 'milk']);
  assert.deepEqual(other.client.todos(), cut.client.todos());
  await other.client.answerPush(1, 1);
  assert.deepEqual(pushed(other).map(({ id, args }) => [id, args.id]), [[2, 'eggs'], [3, 'flour']]);
  await other.client.poke(1, 1, 1, ['bread']);
  await other.client.answerPush(3, 3);
  await other.client.poke(2, 3, 3, ['eggs', 'flour']);
  await browser.scheduler.advance(1000);
  for (const { client } of [cut, other]) {
    assert.deepEqual(client.store.pending, []);
    assert.deepEqual(client.todos(), ['bread', 'eggs', 'flour', 'milk']);
  }
  assert(!cut.client.server.is('push'), 'one tab talks with the server');
});

test('a promise that was made before is kept when the tab is back', async () => {
  const { browser, cut, other } = await apart();
  cut.client.store.goOnline();
  await browser.scheduler.advance(1000);
  const { outcome } = await cutAdds(browser, cut, 'eggs');
  cut.client.store.goOffline();
  const offline = await cutAdds(browser, cut, 'flour');
  await other.client.answerPush(1, 1);
  await other.client.poke(1, 1, 1, ['eggs']);
  await browser.scheduler.advance(1000);
  assert.deepEqual([outcome(), offline.outcome()], ['open', 'open']);
  cut.client.store.goOnline();
  await browser.scheduler.advance(1000);
  assert.deepEqual([outcome(), offline.outcome()], ['ok', 'open']);
  await other.client.answerPush(2, 2, [other.client.rejected(2, 'list_locked')]);
  await other.client.poke(2, 2, 2, []);
  await browser.scheduler.advance(1000);
  assert.equal(offline.outcome(), 'list_locked');
});

async function cutAdds(browser: Browser, { client }: Tab, id: string): Promise<{ outcome: () => string }> {
  const adding = client.add(id);
  await browser.scheduler.advance(50);
  return adding;
}

test('a page that is loaded again offline finds what it has done, and nobody sends it meanwhile', async () => {
  const { browser, cut, other } = await apart();
  await add(browser, cut, 'eggs');
  cut.client.store.dispose();
  await browser.scheduler.advance(1500);
  const again = browser.open({ tab: 'tab 1', offline: true });
  await browser.scheduler.advance(30_000);
  assert.deepEqual(again.client.todos(), ['eggs', 'milk']);
  assert.deepEqual(other.client.todos(), ['milk']);
  await add(browser, again, 'flour');
  assert.deepEqual(allPushed(cut, other, again), []);
  again.client.store.goOnline();
  await browser.scheduler.advance(1000);
  assert.deepEqual(other.client.todos(), ['eggs', 'flour', 'milk']);
  assert.deepEqual(pushed(other).map(({ id, args }) => [id, args.id]), [[1, 'eggs'], [2, 'flour']]);
});

test('a page that is loaded again online sends what it had done offline', async () => {
  const { browser, cut, other } = await apart();
  await add(browser, cut, 'eggs');
  cut.client.store.dispose();
  const again = browser.open({ tab: 'tab 1' });
  await browser.scheduler.advance(1000);
  assert.deepEqual(again.client.todos(), ['eggs', 'milk']);
  assert.deepEqual(pushed(other).map(({ id, args }) => [id, args.id]), [[1, 'eggs']]);
});

test('what a tab has done that was closed offline is sent a few seconds later, by whoever leads', async () => {
  const { browser, cut, other } = await apart();
  await add(browser, cut, 'eggs');
  cut.client.store.dispose();
  await browser.scheduler.advance(2000);
  assert.deepEqual(other.client.todos(), ['milk']);
  await browser.scheduler.advance(2000);
  assert.deepEqual(other.client.todos(), ['eggs', 'milk']);
  assert.deepEqual(pushed(other).map(({ id, args }) => [id, args.id]), [[1, 'eggs']]);
});

test('a tab may be closed offline as soon as it has stored what it did, before it can say so', async () => {
  const { browser, cut, other } = await apart();
  cut.dies = true;
  void cut.client.add('eggs');
  await browser.scheduler.advance(50);
  cut.client.store.dispose();
  assert.deepEqual(waitingAside(browser), ['eggs']);
  await browser.scheduler.advance(5000);
  assert.deepEqual(other.client.todos(), ['eggs', 'milk']);
  assert.deepEqual(allPushed(cut, other), ['eggs']);
});

test('where the offline tab was the last one, the next page sends what it has done', async () => {
  const { browser, cut, other } = await apart();
  await add(browser, cut, 'eggs');
  [other, cut].forEach(({ client }) => client.store.dispose());
  await browser.scheduler.advance(60_000);
  const next = browser.open();
  await browser.scheduler.advance(5000);
  assert.deepEqual(next.client.todos(), ['eggs', 'milk']);
  assert.deepEqual(pushed(next).map(({ id, args }) => [id, args.id]), [[1, 'eggs']]);
});

test('an offline tab that is duplicated shares what was done before, and it is sent once', async () => {
  const { browser, cut, other } = await apart();
  await add(browser, cut, 'eggs');
  const twin = browser.open({ tab: 'tab 1', offline: true });
  await browser.scheduler.advance(1000);
  assert.deepEqual(twin.client.todos(), ['eggs', 'milk']);
  await add(browser, cut, 'flour');
  await add(browser, twin, 'tea');
  twin.client.store.goOnline();
  await browser.scheduler.advance(1000);
  assert.deepEqual(other.client.todos(), ['eggs', 'milk', 'tea']);
  cut.client.store.goOnline();
  await browser.scheduler.advance(1000);
  for (const { client } of [cut, twin, other]) {
    assert.deepEqual(client.todos(), ['eggs', 'flour', 'milk', 'tea']);
    assert.deepEqual(client.store.pending.map(({ id }) => id), [1, 2, 3]);
  }
  await other.client.answerPush(2, 2);
  assert.deepEqual(allPushed(cut, twin, other).sort(), ['eggs', 'flour', 'tea']);
});

test('an offline tab that can\'t write any more keeps all that it has done, and sends it once', async () => {
  const { browser, cut, other } = await apart();
  await add(browser, cut, 'eggs');
  cut.failures = 1;
  await add(browser, cut, 'flour');
  await browser.scheduler.advance(1000);
  assert(cut.client.told.includes('storage lost'));
  assert.deepEqual(cut.client.todos(), ['eggs', 'flour', 'milk']);
  assert.deepEqual(waitingAside(browser), []);
  cut.client.store.goOnline();
  await browser.scheduler.advance(1000);
  assert.deepEqual(pushed(cut).map(({ id, args }) => [id, args.id]), [[1, 'eggs'], [2, 'flour']]);
  assert.notEqual(cut.client.store.clientId, other.client.store.clientId);
  cut.client.store.dispose();
  await browser.scheduler.advance(10_000);
  assert.deepEqual(allPushed(other), []);
});

test('where nothing can be written at all, what was stored is left to others', async () => {
  const { browser, cut, other } = await apart();
  const { outcome } = await cutAdds(browser, cut, 'eggs');
  cut.failures = Infinity;
  void cut.client.add('flour');
  await browser.scheduler.advance(11_000);
  assert.deepEqual(cut.client.todos(), ['flour', 'milk']);
  assert.equal(outcome(), 'SyncedStoreError');
  assert.deepEqual(waitingAside(browser), ['eggs']);
  cut.client.store.dispose();
  await browser.scheduler.advance(10_000);
  assert.deepEqual(allPushed(cut, other), ['eggs']);
});

function waitingAside({ disk }: Browser): string[] {
  return [...disk.files.values()].flatMap(({ aside }) => aside.map(({ mutation }) => (mutation.args as { id: string }).id));
}

test('waiting for the server waits until the tab is back', async () => {
  const { browser, cut, other } = await apart();
  let synced = false;
  void cut.client.store.waitForSync().then(() => (synced = true));
  await browser.scheduler.advance(20_000);
  assert(!synced);
  cut.client.store.goOnline();
  await browser.scheduler.advance(10);
  assert(other.client.server.is('pull'));
  await other.client.answerPull({ reset: false, ...other.client.delta(1, 0, 0, []) });
  await browser.scheduler.advance(100);
  assert(synced);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, type Tab } from './support/tabbedBrowser.js';
import { todoMutators } from './support/todoMutators.js';

test('a leader that is frozen without a word is replaced within five seconds, and stays replaced', async () => {
  const browser = new Browser();
  const leader = browser.open();
  await browser.scheduler.advance(100);
  const others = [browser.open(), browser.open()];
  await browser.scheduler.advance(10_000);
  assert.deepEqual([leader, ...others].map(({ talks }) => talks), [true, false, false]);
  leader.freeze();
  assert(await browser.scheduler.advanceUntil(5000, () => others.some(({ talks }) => talks)));
  leader.thaw();
  const attempts = leader.client.server.attempts;
  await browser.scheduler.advance(60_000);
  assert.equal(others.filter(({ talks }) => talks).length, 1);
  assert.equal(leader.client.server.attempts, attempts, 'whoever led once does not want to lead again');
});

test('a leader that is busy, and answers only every other second, is left alone', async () => {
  const browser = new Browser();
  const leader = browser.open();
  await browser.scheduler.advance(100);
  const other = browser.open();
  await browser.scheduler.advance(10_000);
  leader.late = 2500;
  await browser.scheduler.advance(600_000);
  assert(!other.talks);
});

test('however many tabs there are, the leader is asked about once a second', async () => {
  const browser = new Browser();
  browser.open();
  await browser.scheduler.advance(100);
  for (let i = 0; i < 20; i++) {
    browser.open();
  }
  await browser.scheduler.advance(10_000);
  browser.posted.length = 0;
  await browser.scheduler.advance(60_000);
  const pings = browser.posted.filter(({ type }) => type === 'ping').length;
  assert(pings <= 120, `${pings} pings in a minute`);
});

/** Tabs whose pages were loaded before and after a deployment; each says what it was told. */
async function tabsWith(...hashes: string[]): Promise<{ leader: Tab; told: string[][]; browser: Browser }> {
  const browser = new Browser();
  const told: string[][] = [];
  const tabs: Tab[] = [];
  for (const hash of hashes) {
    const tab = browser.open({ mutators: { ...todoMutators, ...(hash && { $hash: (): string => hash }) } });
    const heard: string[] = [];
    tab.client.store.onUpdateNeeded((detail) => heard.push(detail));
    tabs.push(tab);
    told.push(heard);
    await browser.scheduler.advance(100);
  }
  await browser.scheduler.advance(3000);
  assert.deepEqual(tabs.map(({ talks }) => talks), hashes.map((_hash, index) => index === 0));
  assert(told.every(({ length }) => length === 0));
  return { leader: tabs[0]!, told, browser };
}

test('tabs with other compiled mutators than the server hear of it, whatever the leader has', async () => {
  const { leader, told, browser } = await tabsWith('old', 'new', 'old', 'older', '');
  leader.client.server.message({ 'mutators-hash': 'new' }, '');
  await browser.scheduler.advance(3000);
  assert.deepEqual(told.map(({ length }) => length), [1, 0, 1, 1, 0]);
  const late = browser.open({ mutators: { ...todoMutators, $hash: (): string => 'older' } });
  let updates = 0;
  late.client.store.onUpdateNeeded(() => updates++);
  await browser.scheduler.advance(3000);
  assert.equal(updates, 1);
});

test('where the leader has the mutators of the server, tabs with others hear of it', async () => {
  const { leader, told, browser } = await tabsWith('new', 'old', 'new');
  await leader.client.poke(1, 0, 0);
  await browser.scheduler.advance(3000);
  assert.deepEqual(told.map(({ length }) => length), [0, 1, 0]);
});

test('nobody believes a leader whose server may come back with other mutators', async () => {
  const { leader, told, browser } = await tabsWith('old', 'old');
  const { server } = leader.client;
  await leader.client.poke(1, 0, 0);
  server.down();
  await browser.scheduler.advance(1000);
  const late = browser.open({ mutators: { ...todoMutators, $hash: (): string => 'new' } });
  let updates = 0;
  late.client.store.onUpdateNeeded(() => updates++);
  await browser.scheduler.advance(3000);
  server.up();
  assert(await browser.scheduler.advanceUntil(60_000, () => server.isSubscribed));
  server.message({ 'mutators-hash': 'new' }, '');
  await leader.client.poke(1, 0, 0);
  await browser.scheduler.advance(3000);
  assert.deepEqual([updates, ...told.map(({ length }) => length)], [0, 1, 1]);
});

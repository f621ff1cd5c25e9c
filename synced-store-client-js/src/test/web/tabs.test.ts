import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './support/tabbedBrowser.js';

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

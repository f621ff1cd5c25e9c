import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { BrowserScheduler } from '../../main/web/browserScheduler.js';

class FakeWorker {
  static made: FakeWorker[] = [];
  static refuse = false;
  onmessage: ((event: { data: number }) => void) | undefined;
  onerror: (() => void) | undefined;
  readonly asked: { id: number; delay?: number }[] = [];
  terminated = false;

  constructor(readonly url: URL) {
    if (FakeWorker.refuse) {
      throw new DOMException('Refused by the policy', 'SecurityError');
    }
    FakeWorker.made.push(this);
  }

  postMessage(message: { id: number; delay?: number }): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }
}

(globalThis as { Worker?: unknown }).Worker = FakeWorker;

afterEach(() => {
  FakeWorker.made = [];
  FakeWorker.refuse = false;
});

test('long waits are kept by a worker, short ones by the page', async () => {
  const scheduler = new BrowserScheduler();
  const done: string[] = [];
  scheduler.schedule(1, () => done.push('short'));
  assert.equal(FakeWorker.made.length, 0);
  scheduler.schedule(5000, () => done.push('long'));
  const cancel = scheduler.schedule(6000, () => done.push('cancelled'));
  cancel();
  const worker = FakeWorker.made[0]!;
  assert.match(worker.url.href, /ticker\.js$/);
  assert.deepEqual(worker.asked, [{ id: 2, delay: 5000 }, { id: 3, delay: 6000 }, { id: 3 }]);
  worker.onmessage!({ data: 2 });
  worker.onmessage!({ data: 3 });
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(done, ['long', 'short']);
  scheduler.close();
  assert(worker.terminated);
});

test('where a worker can\'t run the page\'s own timers do', async () => {
  const scheduler = new BrowserScheduler();
  let done = 0;
  scheduler.schedule(1000, () => done++);
  FakeWorker.made[0]!.onerror!();
  FakeWorker.refuse = true;
  scheduler.schedule(1000, () => done++);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal(done, 2);
});

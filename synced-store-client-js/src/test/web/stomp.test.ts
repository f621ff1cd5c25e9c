import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeFrame, FrameDecoder, StompError } from '../../main/web/stomp/frames.js';
import { StompConnection } from '../../main/web/stomp/stompConnection.js';
import { ManualScheduler } from './support/manualScheduler.js';

class Line {
  readonly scheduler = new ManualScheduler();
  readonly sent: string[] = [];
  readonly told: string[] = [];
  closed = false;
  readonly connection = new StompConnection(this.scheduler, {
    connected: () => this.told.push('connected'),
    message: (subscription, headers, body) => this.told.push(`${subscription} ${headers['code'] ?? ''} ${body}`),
    closed: (reason) => this.told.push(`closed: ${reason}`)
  });

  open(headers: Record<string, string> = {}): this {
    this.connection.opened({ send: (text) => this.sent.push(text), close: () => (this.closed = true) }, 'example.org', headers);
    return this;
  }

  connected(beats = '10000,10000'): this {
    this.open().connection.received(`CONNECTED\nversion:1.2\nheart-beat:${beats}\n\n\0`);
    return this;
  }
}

test('frames are written and read as STOMP says', () => {
  assert.equal(encodeFrame({ command: 'SUBSCRIBE', headers: { id: 'a:b\n\\' }, body: '' }), 'SUBSCRIBE\nid:a\\cb\\n\\\\\n\n\0');
  const decoder = new FrameDecoder();
  assert.deepEqual(decoder.decode('\n\r\nMESSAGE\r\nsubscription:a\\cb\nsubscription:later\n\n{"a":'), []);
  const [first, second, ...more] = decoder.decode('"\n\n"}\0\nRECEIPT\nreceipt-id:1\n\n\0\n');
  assert.equal(first!.headers['subscription'], 'a:b');
  assert.equal(first!.body, '{"a":"\n\n"}');
  assert.equal(second!.command, 'RECEIPT');
  assert.deepEqual(more, []);
});

test('what is no STOMP is an error', () => {
  for (const text of ['MESSAGE\nno colon\n\n\0', 'MESSAGE\0', 'MESSAGE\na:\\t\n\n\0', 'x'.repeat(17 * 1024 * 1024)]) {
    assert.throws(() => new FrameDecoder().decode(text), StompError);
  }
  assert.throws(() => encodeFrame({ command: 'CONNECT', headers: { Authorization: 'a\nb' }, body: '' }), StompError);
});

test('CONNECT brings the application\'s headers, and messages come by subscription', () => {
  const line = new Line().open({ Authorization: 'Bearer t:1' });
  assert.equal(line.sent[0], 'CONNECT\naccept-version:1.2\nhost:example.org\nheart-beat:10000,10000\nAuthorization:Bearer t:1\n\n\0');
  line.connection.received('CONNECTED\nversion:1.2\n\n\0');
  line.connection.subscribe('0', '/spaces/todo/main', { 'client-id': 'c' });
  line.connection.received('MESSAGE\nsubscription:0\nmessage-id:1\n\n{}\0MESSAGE\nsubscription:0\ncode:access_denied\n\n\0');
  assert.deepEqual(line.told, ['connected', '0  {}', '0 access_denied ']);
  assert.equal(line.sent[1], 'SUBSCRIBE\nid:0\ndestination:/spaces/todo/main\nclient-id:c\n\n\0');
});

test('heart-beats are sent, and a silent server is given up', async () => {
  const line = new Line().connected();
  await line.scheduler.advance(29_000);
  assert.equal(line.sent.filter((text) => text === '\n').length, 3);
  line.connection.received('\n');
  await line.scheduler.advance(20_000);
  assert.deepEqual(line.told, ['connected']);
  await line.scheduler.advance(3000);
  assert.deepEqual(line.told, ['connected', 'closed: The server is silent']);
  assert(line.closed);
  const beats = line.sent.length;
  await line.scheduler.advance(60_000);
  assert.equal(line.sent.length, beats);
});

test('a server that never answers CONNECT is given up', async () => {
  const line = new Line().open();
  await line.scheduler.advance(15_000);
  assert.deepEqual(line.told, ['closed: The server did not answer CONNECT in time']);
});

test('errors end the connection, closing it tells nobody', () => {
  const failed = new Line().connected();
  failed.connection.received('ERROR\nmessage:unauthenticated\n\n\0MESSAGE\nsubscription:0\n\nlate\0');
  assert.deepEqual(failed.told, ['connected', 'closed: ERROR: unauthenticated']);
  const garbage = new Line().connected();
  garbage.connection.received('<html>\0');
  assert.equal(garbage.told.length, 2);
  const closed = new Line().connected();
  closed.connection.close();
  closed.connection.fail('late');
  assert.deepEqual(closed.told, ['connected']);
  assert.equal(closed.sent.at(-1), 'DISCONNECT\n\n\0');
});

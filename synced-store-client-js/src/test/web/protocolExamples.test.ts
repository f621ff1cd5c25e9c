import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as reading from '../../main/web/protocol/reading.js';
import { namesIn, textOf } from './support/protocolFolder.js';
import { problemsOf } from './support/schemas.js';

const READERS: Record<string, (body: string) => unknown> = {
  'poke': reading.readDelta,
  'pull-response': reading.readPullResponse,
  'push-response': reading.readPushResponse,
  'action-response': reading.readActionResponse
};

/** What a client may rely on in a problem. */
const PROBLEM_MEMBERS = ['rejected_mutations', 'code', 'detail', 'reason', 'last_mutation_id', 'last_common_id', 'schema_version', 'application_code', 'application_message'];

for (const name of namesIn('examples')) {
  const shape = name.slice(0, name.indexOf('.'));
  const text = textOf('examples', name);
  const example = JSON.parse(text) as Record<string, unknown>;

  test(`${name} is what its schema says`, () => assert.deepEqual(problemsOf(shape, example), []));

  if (shape in READERS) {
    test(`${name} is read as it is, and what nobody knows is left out`, () => {
      assert.deepEqual(READERS[shape]!(text), example);
      assert.deepEqual(READERS[shape]!(JSON.stringify({ ...example, from_the_future: [1] })), example);
    });
    for (const member of Object.keys(example)) {
      test(`${name} without ${member} is refused`, () => {
        const { [member]: _left, ...rest } = example;
        assert.throws(() => READERS[shape]!(JSON.stringify(rest)), reading.MalformedMessageError);
      });
    }
  }

  if (shape === 'problem') {
    test(`${name} is understood`, () => {
      const expected = Object.fromEntries(Object.entries(example).filter(([member]) => PROBLEM_MEMBERS.includes(member)));
      assert.deepEqual(reading.readProblem(text), expected);
    });
  }
}

const delta = JSON.parse(textOf('examples', 'poke.delta.json')) as Record<string, unknown>;
const MALFORMED: Record<string, object> = {
  'a fraction as a version': { max_included_version: 1.5 },
  'a version below 0': { max_included_version: -1 },
  'a version beyond what numbers can say': { max_included_version: 2 ** 53 },
  'a range that ends before it begins': { min_included_version: 9, max_included_version: 7 },
  'no checkpoint above version 0': { checkpoint: null },
  'a server-only key': { patches: [{ op: 'set', key: '$$so/todos/a', value: 1 }] },
  'a key without a table': { patches: [{ op: 'del', key: 'todos' }] },
  'an unknown operation': { patches: [{ op: 'add', key: 'todos/a', value: 1 }] },
  'a value that is null': { patches: [{ op: 'set', key: 'todos/a', value: null }] },
  'a last mutation id that is a text': { client_id_to_last_mutation_id: { a: '1' } }
};
for (const [what, members] of Object.entries(MALFORMED)) {
  test(`a delta with ${what} is refused`, () =>
    assert.throws(() => reading.readDelta(JSON.stringify({ ...delta, ...members })), reading.MalformedMessageError));
}

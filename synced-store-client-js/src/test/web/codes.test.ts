import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { RejectionCode } from '../../main/web/index.js';

test('the codes of rejections are those that Java has', () => {
  const java = readFileSync(resolve('..', 'synced-store-core/src/main/java/dev/syncedstore/core/RejectionCode.java'), 'utf8');
  const codes = [...java.matchAll(/String [A-Z_]+ = "([a-z_]+)"/g)].map(([, code]) => code);
  assert(codes.length > 10);
  assert.deepEqual(Object.values<string>(RejectionCode).sort(), codes.sort());
});

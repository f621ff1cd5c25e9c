import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesIn, textOf } from '../support/protocolFolder.js';
import { type Scenario, ScenarioRunner } from './scenarioRunner.js';

const names = namesIn('scenarios');

test('there are scenarios', () => assert(names.length > 50));

for (const name of names) {
  test(name, () => new ScenarioRunner(JSON.parse(textOf('scenarios', name)) as Scenario).play());
}

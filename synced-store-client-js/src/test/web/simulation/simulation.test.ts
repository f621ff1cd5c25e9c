import { test } from 'node:test';
import { type Dangers, Simulation } from './simulation.js';

const seeds = Number(process.env['SIMULATION_SEEDS'] ?? 25);
const first = Number(process.env['SIMULATION_FIRST'] ?? 1);

async function all(dangers: Dangers): Promise<void> {
  for (let seed = first; seed < first + seeds; seed++) {
    try {
      await new Simulation(seed, dangers).run();
    } catch (problem) {
      throw new Error(`Seed ${seed}: SIMULATION_FIRST=${seed} SIMULATION_SEEDS=1`, { cause: problem });
    }
  }
}

test('with a bad network, and tabs that come, sleep and go, everybody sees the same in the end', () => all({}));
test('with backups that are restored, too', () => all({ backups: true }));
test('with disks that become full, too', () => all({ disks: true }));
test('with tabs that are switched offline and back, too', () => all({ lines: true }));
test('with all of it', () => all({ lines: true, backups: true, disks: true }));

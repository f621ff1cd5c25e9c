import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The protocol as data, which all clients share. Tests run in the module's folder. */
const FOLDER = resolve('..', 'src', 'protocol');

export function namesIn(folder: string): string[] {
  return readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.json')).sort();
}

export function textOf(folder: string, name: string): string {
  return readFileSync(join(FOLDER, folder, name), 'utf8');
}

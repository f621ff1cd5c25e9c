import type { Json } from '../json.js';
import type { MutationCall } from './pendingMutation.js';

/** A call of a mutator as it is now. */
export interface MigratedCall {
  /** The mutator's name. */
  readonly name: string;
  /** Its arguments. */
  readonly args: unknown;
}

/** What is shown in place of calls of one mutator: one call or several; none if it has no effect any more. */
export type CallMigration = (args: any) => readonly MigratedCall[];

/**
 * What is shown for pending mutations that were made under an older schema version, by the version that a step leads to and
 * the name that the mutator had before. The server does the same; it is sent what was made.
 */
export type CallMigrations = Readonly<Record<number, Readonly<Record<string, CallMigration>>>>;

/** What runs in place of a call, as the newest version has it. */
export function migrateCall({ schemaVersion, name, args }: MutationCall, newest: number, migrations: CallMigrations): readonly MigratedCall[] {
  let calls: readonly MigratedCall[] = [{ name, args }];
  for (let to = schemaVersion + 1; to <= newest; to++) {
    const step = migrations[to] ?? {};
    calls = calls.flatMap((call) => Object.hasOwn(step, call.name) ? step[call.name]!(call.args as Json) : [call]);
  }
  return calls;
}

import { MutationRejectedError, RejectionCode } from '../errors.js';
import { type CallMigrations, migrateCall } from './callMigration.js';
import { type EntryView, Overlay } from './entries.js';
import { type MutationCall, type MutationRun, ReadRecord } from './pendingMutation.js';
import { type MutationContext, type ReadContext, type ReadTracker, RunContext } from './tables.js';

/** Changes a space: synchronous, and by its arguments and what it reads alone. (Of `void` alone, a promise would be one, too.) */
export type Mutator<A = never> = (ctx: MutationContext, args: A) => void | undefined;

/** The mutators of a store type by their names. What the server alone has may be left out. */
export type Mutators = Readonly<Record<string, Mutator | undefined>>;

/** Runs mutators and queries on a view. */
export class MutationRunner {
  constructor(private readonly mutators: Mutators, private readonly schemaVersion = 1, private readonly migrations: CallMigrations = {}) {
  }

  /** Run a mutation. Throws whatever it throws; then it has changed nothing. */
  run(call: MutationCall, view: EntryView, userId: string): MutationRun {
    const reads = new ReadRecord();
    const overlay = new Overlay(reads.of(view));
    const calls = call.schemaVersion < this.schemaVersion ? migrateCall(call, this.schemaVersion, this.migrations) : [call];
    calls.forEach(({ name, args }) => this.runOne(name, args, new RunContext(userId, overlay, undefined, overlay)));
    return { reads, changes: overlay.changes() };
  }

  private runOne(name: string, args: unknown, context: RunContext): void {
    // What the server alone has changes nothing here.
    const mutator = Object.hasOwn(this.mutators, name) ? this.mutators[name] : undefined;
    if (mutator) {
      const returned: unknown = (mutator as Mutator<unknown>)(context, args);
      if (isPromise(returned)) {
        returned.then(undefined, () => undefined);
        throw new MutationRejectedError(RejectionCode.invalidArgs, `The mutator ${name} is asynchronous, which no mutator may be`);
      }
      context.throwIfRejected();
    }
  }

  /** Run a query on a view. */
  query<R>(query: (ctx: ReadContext) => R, view: EntryView, userId: string, tracker?: ReadTracker): R {
    return query(new RunContext(userId, view, tracker));
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

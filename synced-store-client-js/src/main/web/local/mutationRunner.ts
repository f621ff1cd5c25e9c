import { MutationRejectedError, RejectionCode } from '../errors.js';
import { type EntryView, Overlay } from './entries.js';
import { type MutationCall, type MutationRun, ReadRecord } from './pendingMutation.js';
import { type MutationContext, type ReadContext, type ReadTracker, RunContext } from './tables.js';

/** Changes a space: synchronous, and by its arguments and what it reads alone. (Of `void` alone, a promise would be one, too.) */
export type Mutator<A = never> = (ctx: MutationContext, args: A) => void | undefined;

/** The mutators of a store type by their names. */
export type Mutators = Readonly<Record<string, Mutator>>;

/** Runs mutators and queries on a view. */
export class MutationRunner {
  constructor(private readonly mutators: Mutators) {
  }

  /** Run a mutation. Throws whatever it throws; then it has changed nothing. */
  run(call: MutationCall, view: EntryView, userId: string): MutationRun {
    const reads = new ReadRecord();
    const overlay = new Overlay(reads.of(view));
    // What the server alone has changes nothing here.
    const mutator = Object.hasOwn(this.mutators, call.name) ? this.mutators[call.name] : undefined;
    if (mutator) {
      const context = new RunContext(userId, overlay, undefined, overlay);
      const returned: unknown = (mutator as Mutator<unknown>)(context, call.args);
      if (isPromise(returned)) {
        returned.then(undefined, () => undefined);
        throw new MutationRejectedError(RejectionCode.invalidArgs, `The mutator ${call.name} is asynchronous, which no mutator may be`);
      }
      context.throwIfRejected();
    }
    return { reads, changes: overlay.changes() };
  }

  query<R>(query: (ctx: ReadContext) => R, view: EntryView, userId: string, tracker?: ReadTracker): R {
    return query(new RunContext(userId, view, tracker));
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

import { sameJson } from './json.js';
import type { Unsubscribe } from './liveQueries.js';
import type { ReadContext } from './local/tables.js';

/**
 * A query's result as frameworks want it: the same object as long as it has not changed. It fits React's
 * `useSyncExternalStore`, and whatever else wants to be told that there is something new and to fetch it then.
 */
export interface LiveValue<R> {
  /** Be told when the result may be another one. Needs no `this`. */
  readonly subscribe: (changed: () => void) => Unsubscribe;
  /** The result now, or undefined as long as nobody knows the user. Needs no `this`. */
  readonly current: () => R | undefined;
}

/** What a live value needs of its store. */
interface Source {
  readonly generation: number;
  readonly userId: string | null;
  query<R>(query: (ctx: ReadContext) => R): R;
  subscribe<R>(query: (ctx: ReadContext) => R, callback: (result: R) => void): Unsubscribe;
}

/** Runs a query again only when the store has changed, whoever asks and how often. */
export function liveValue<R>(source: Source, query: (ctx: ReadContext) => R): LiveValue<R> {
  let generation = -1;
  let value: R | undefined;
  const keep = (result: R): void => {
    generation = source.generation;
    value = sameJson(result, value) ? value : result;
  };
  return {
    subscribe: (changed) => source.subscribe(query, (result) => {
      keep(result);
      changed();
    }),
    current: () => {
      if (source.generation !== generation && source.userId !== null) {
        keep(source.query(query));
      }
      return value;
    }
  };
}

import { sameJson } from '../json.js';
import type { Mutators } from '../local/mutationRunner.js';
import type { ReadContext } from '../local/tables.js';
import type { SyncedStore } from '../syncedStore.js';

/** A query's result that is the same object as long as it has not changed. */
export class LiveValue<M extends Mutators, R> {
  private generation = -1;
  private value: R | undefined;

  constructor(private readonly store: SyncedStore<M>, private readonly query: (ctx: ReadContext) => R) {
  }

  readonly subscribe = (changed: () => void): (() => void) => this.store.subscribe(this.query, changed);

  readonly current = (): R | undefined => {
    const { generation, userId } = this.store;
    if (generation !== this.generation && userId !== null) {
      this.generation = generation;
      const result = this.store.query(this.query);
      if (!sameJson(result, this.value)) {
        this.value = result;
      }
    }
    return this.value;
  };
}

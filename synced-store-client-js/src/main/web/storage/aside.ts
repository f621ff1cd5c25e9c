import { type PendingMutation, UNNUMBERED } from '../local/pendingMutation.js';
import { type AsideRecord, type ClientStorage, type StoreFile, toMutation, toRecord, writeOf } from './storeFile.js';

/**
 * Which of a store's mutations wait aside in the file: without a number, so that no other tab sees or sends them, for as
 * long as the tab that made them is offline. Who gives one of them its number takes it away from there in the same
 * transaction, so each gets one only, whoever else has read it.
 */
export class Aside {
  private readonly records = new Map<PendingMutation, AsideRecord>();

  has(mutation: PendingMutation): boolean {
    return this.records.has(mutation);
  }

  /** Those that were read or written until now. */
  get all(): readonly PendingMutation[] {
    return [...this.records.keys()];
  }

  add(mutation: PendingMutation, record: AsideRecord): void {
    this.records.set(mutation, record);
  }

  /** Where mutations of a tab go, behind those that are there. */
  place(tab: string, mutations: readonly PendingMutation[], found: readonly AsideRecord[]): AsideRecord[] {
    const last = found.reduce((most, each) => each.tab === tab ? Math.max(most, each.place) : most, 0);
    return mutations.map((each, index) => ({ tab, place: last + 1 + index, mutation: toRecord(each, 0) }));
  }

  /** As mutations what waits for a tab and is not known yet. */
  read(tab: string, found: readonly AsideRecord[], known: ReadonlySet<string>): PendingMutation[] {
    return found.filter((each) => each.tab === tab && !known.has(each.mutation.nonce)).map((each) => {
      const mutation = toMutation({ ...each.mutation, id: UNNUMBERED }, 0);
      this.records.set(mutation, each);
      return mutation;
    });
  }

  /** The places of some mutations, as far as they have any. */
  of(mutations: readonly PendingMutation[]): AsideRecord[] {
    return mutations.flatMap((each) => this.records.get(each) ?? []);
  }

  forget(mutations: readonly PendingMutation[]): void {
    mutations.forEach((each) => this.records.delete(each));
  }

  /** Of some mutations those that another tab has taken. */
  missing(mutations: readonly PendingMutation[], found: readonly AsideRecord[]): PendingMutation[] {
    const there = new Set(found.map(({ mutation: { nonce } }) => nonce));
    return mutations.filter((each) => this.records.has(each) && !there.has(each.call.nonce));
  }

  /**
   * The file is lost. Take all out of it that waits for this tab, if it can be opened once more, so that nobody else
   * sends it later. A browser that is about to delete it may take a while.
   * @return what is still there, or was taken by another tab
   */
  async takeBack(storage: ClientStorage, name: string, pause: (delay: number) => Promise<void>): Promise<readonly PendingMutation[]> {
    const mutations = this.all;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return await this.takeOut(mutations, await storage.open(name, () => undefined));
      } catch {
        await pause(RETRY);
      }
    }
    return mutations;
  }

  private async takeOut(mutations: readonly PendingMutation[], file: StoreFile): Promise<readonly PendingMutation[]> {
    let left: readonly PendingMutation[] = [];
    try {
      await file.write(UNNUMBERED, ({ head, aside }) => {
        left = head ? this.missing(mutations, aside) : [];
        return head && { ...writeOf(head), takenUp: this.of(mutations) };
      });
    } finally {
      file.close();
    }
    return left;
  }
}

/** How often a lost file is tried, and how long to wait in between, in milliseconds. */
const ATTEMPTS = 20;
const RETRY = 500;

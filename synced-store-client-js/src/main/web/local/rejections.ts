import type { Refusal } from '../errors.js';
import type { Json } from '../json.js';
import type { Outcome } from './localStore.js';

/** A mutation that the server has refused. */
export interface RejectionRecord extends Refusal {
  readonly clientId: string;
  readonly id: number;
  readonly nonce: string;
  readonly name: string;
  readonly args: Json;
  /** Whether the application was told. */
  readonly told: boolean;
}

/** How many rejections are remembered after they were told, for tabs that were asleep meanwhile. */
const MAX_TOLD = 50;

/** The refused mutations: those of which the application was not told yet, and the latest others. */
export class Rejections {
  private records: RejectionRecord[] = [];

  get all(): readonly RejectionRecord[] {
    return this.records;
  }

  restore(kept: readonly RejectionRecord[]): void {
    this.records = [...kept];
  }

  add({ clientId, mutation: { id, call }, refusal }: Outcome): RejectionRecord | null {
    if (!refusal) {
      return null;
    }
    const { nonce, name, args } = call;
    const record = { clientId, id, nonce, name, args, code: refusal.code, message: refusal.message, told: false };
    this.records.push(record);
    return record;
  }

  /** Another tab has found out. */
  learn(record: RejectionRecord): void {
    if (!this.find(record.nonce)) {
      this.records.push(record);
    }
  }

  /** What they said is not to be read any more, only that they were refused. */
  erase(): void {
    this.records = this.records.filter(({ told }) => !told).map((each) => ({ ...each, args: null }));
  }

  find(nonce: string): RejectionRecord | undefined {
    return this.records.find((each) => each.nonce === nonce);
  }

  untold(): RejectionRecord[] {
    return this.records.filter(({ told }) => !told);
  }

  /** The application was told. Returns whether that is news. */
  told(nonces: readonly string[]): boolean {
    let news = false;
    this.records = this.records.map((each) => {
      const tells = !each.told && nonces.includes(each.nonce);
      news ||= tells;
      return tells ? { ...each, told: true } : each;
    });
    const surplus = this.records.length - this.untold().length - MAX_TOLD;
    if (surplus > 0) {
      let left = surplus;
      this.records = this.records.filter(({ told }) => !told || left-- <= 0);
    }
    return news;
  }

  /** Up to where outcomes may be acknowledged, of those that a client has. */
  acknowledgeable(clientId: string, processedId: number): number {
    const first = this.untold().filter((each) => each.clientId === clientId).map(({ id }) => id);
    return Math.max(0, Math.min(processedId, ...first.map((id) => id - 1)));
  }
}

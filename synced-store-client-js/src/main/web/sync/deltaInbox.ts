import type { Refusal } from '../errors.js';
import { Entries } from '../local/entries.js';
import type { Change } from '../local/entries.js';
import { type HistoryPoint, type LocalStore, refusalOf } from '../local/localStore.js';
import type { Delta, Patch, PullResponse, RejectedMutation } from '../protocol/messages.js';
import { isEmptyRange } from '../protocol/messages.js';
import type { Ledger } from './syncEnvironment.js';

type Fit = 'apply' | 'ignore' | 'pull';

/**
 * What became of a pull. `askAgain`: it may be of another history than the base, so nothing is joined before the next.
 * `none`: the base has changed since it was asked for, or it can't be understood yet.
 */
export type Use = 'joined' | 'askAgain' | 'none';

/** All pages of one pull. */
export interface PullResult {
  readonly askedAt: HistoryPoint | null;
  readonly patches: readonly Patch[];
  readonly last: PullResponse;
}

/** Beyond this many, another pull is cheaper than keeping them. */
const MAX_KEPT = 100;

/**
 * Where deltas arrive, from pokes and pulls, in whatever order, and are joined to the base or not. A mutation is settled
 * when the base has it, never before: only then do its effects and its outcome change places in one step. What a push's
 * answer says of rejections is kept until then.
 */
export class DeltaInbox {
  private refusals = new Map<number, Refusal>();
  /** Pokes that nobody has looked at yet. */
  private arrived: Delta[] = [];
  /** Pokes that came during a pull and go beyond what the base has. */
  private kept: Delta[] = [];
  /**
   * Whether the server has named another moment than the base where the base should be. What fits by its version may
   * then belong to another history: a backup was restored, so that the epoch is the same. Nothing is joined to such a
   * base; the pull that follows decides.
   */
  private doubtful = false;
  /**
   * Whether the server has named the base as where the space is, since the pull that is under way was asked for. What
   * follows on that subscription belongs to the base; the answer to the pull may be from before a backup was restored.
   */
  private named = false;

  constructor(private readonly store: LocalStore, private readonly ledger: Ledger) {
  }

  /** The client takes a new id; mutations up to the common one keep belonging to the old. */
  renumber(commonId: number): void {
    this.refusals = new Map([...this.refusals].filter(([id]) => id <= commonId).map(([id, refusal]) => [id - commonId, refusal]));
  }

  /** Write down why mutations were rejected that stay with the old client: nobody will say so under the new id. */
  keepRefusals(commonId: number): void {
    for (const [id, refusal] of this.refusals) {
      if (id <= commonId && id > this.store.processedId) {
        this.store.withdraw(id, refusal);
      }
    }
  }

  /** Keep what is said of rejections until the base has these mutations. */
  remember(rejected: readonly RejectedMutation[]): void {
    for (const { client_id, mutation_id, code, message } of rejected) {
      if (client_id === this.store.clientId && mutation_id <= this.ledger.believableId && mutation_id > this.store.processedId) {
        this.refusals.set(mutation_id, { code, message });
      }
    }
  }

  /** A poke came, which waits for `join`. */
  poked(delta: Delta): void {
    this.arrived.push(delta);
  }

  /** Join the pokes that have come to the base, all in one step. Returns whether to pull. */
  join(pulling: boolean): boolean {
    return this.joinAll(this.arrived.splice(0), pulling);
  }

  /** The pull is over, so what was kept during it can be looked at again. Returns whether to pull again. */
  joinKept(): boolean {
    return this.joinAll(this.kept.splice(0), false);
  }

  /**
   * The subscription has ended. What it has brought and what is not joined yet may be of another history than what the
   * next answer to a pull brings.
   */
  unsubscribed(): void {
    this.arrived = [];
    this.kept = [];
  }

  /** A pull is asked for. */
  asking(): void {
    this.named = false;
  }

  /** A pull is complete. `overtaken`: a push was accepted since it was asked for. */
  pulled(pull: PullResult, overtaken: boolean): Use {
    const { last } = pull;
    const beyond = last.reset || last.max_included_version > (this.store.point?.version ?? -1);
    if ((this.named && beyond) || (overtaken && this.isOfLostMutations(last))) {
      this.doubtful = true;
      return 'askAgain';
    }
    const useful = this.understandAndJoin(pull);
    this.doubtful &&= !useful;
    return useful ? 'joined' : 'none';
  }

  /** Whether it tells of more mutations than were sent, although the server knows that there is no other copy of this client. */
  private isOfLostMutations(delta: Delta): boolean {
    return this.ledger.isProven && (this.told(delta) ?? 0) > this.store.sentId;
  }

  private understandAndJoin({ askedAt, patches, last }: PullResult): boolean {
    const here = this.store.point;
    if (this.isUnclear(last)) {
      return false;
    }
    if (last.reset && (samePoint(here, askedAt) || isAhead(last, here))) {
      const processedId = Math.max(this.understand(last), this.store.processedId);
      // What an earlier page brought, a later one may take away again.
      const entries = new Entries();
      patches.forEach((patch) => entries.put(toChange(patch)));
      this.store.replaceBase(entries, pointAfter(last), processedId, this.refusalOf);
      this.forgetUpTo(processedId);
      return true;
    }
    if (last.reset || !here || here.epoch !== last.epoch || last.min_included_version > here.version + 1) {
      return false;
    }
    if (last.max_included_version > here.version) {
      this.rebase(patches, pointAfter(last), this.understand(last));
    } else if (samePoint(pointAfter(last), here)) {
      this.rebase([], here, this.understand(last));
    }
    // Of what is older, pokes have told all that was to be told.
    return true;
  }

  private joinAll(deltas: readonly Delta[], pulling: boolean): boolean {
    let pull = false;
    let point = this.store.point;
    const patches: Patch[] = [];
    let processedId = -Infinity;
    for (const [index, delta] of deltas.entries()) {
      if (this.isUnclear(delta)) {
        pull = !this.keepAll(deltas.slice(index)) || pull;
        break;
      }
      const fit = this.fit(point, delta);
      if (fit === 'apply') {
        point = pointAfter(delta);
        patches.push(...delta.patches);
        processedId = Math.max(processedId, this.understand(delta));
      } else if (fit === 'pull') {
        const keep = pulling && this.kept.length < MAX_KEPT;
        if (keep) {
          this.kept.push(delta);
        }
        pull ||= !keep;
      } else if (pulling && isEmptyRange(delta) && !this.doubtful) {
        this.named = true;
      }
    }
    if (point) {
      this.rebase(patches, point, processedId);
    }
    return pull;
  }

  private keepAll(deltas: readonly Delta[]): boolean {
    const room = this.kept.length + deltas.length <= MAX_KEPT;
    this.kept = room ? this.kept.concat(deltas) : [];
    return room;
  }

  /**
   * As long as there may be another copy of this client, it is not clear whose mutation it is that the server has
   * processed. What speaks of one waits for the answer to the next push, so that nothing is seen twice.
   */
  private isUnclear(delta: Delta): boolean {
    const told = this.told(delta);
    const pushes = this.store.lastId > Math.max(this.store.processedId, 0);
    return !this.ledger.isProven && pushes && told !== undefined && told > Math.max(this.ledger.believableId, this.store.processedId);
  }

  private fit(here: HistoryPoint | null, delta: Delta): Fit {
    const fit = fitOf(here, delta);
    this.doubtful ||= fit === 'pull' && here !== null && isEmptyRange(delta) && delta.max_included_version <= here.version;
    return this.doubtful && fit === 'apply' ? 'pull' : fit;
  }

  /** What a delta says of own mutations: keep rejections, and tell which are processed. */
  private understand(delta: Delta): number {
    this.remember(delta.rejected_mutations);
    const told = this.told(delta);
    // Another copy of this client may have gone further: the next push finds that out.
    return told === undefined ? this.store.processedId : Math.min(told, this.ledger.believableId);
  }

  private told(delta: Delta): number | undefined {
    const ids = delta.client_id_to_last_mutation_id;
    return Object.hasOwn(ids, this.store.clientId) ? ids[this.store.clientId] : undefined;
  }

  private rebase(patches: readonly Patch[], point: HistoryPoint, told: number): void {
    const processedId = Math.max(told, this.store.processedId);
    if (!samePoint(point, this.store.point) || processedId > this.store.processedId) {
      this.store.rebase(patches.map(toChange), point, processedId, this.refusalOf);
      this.forgetUpTo(processedId);
    }
  }

  private forgetUpTo(processedId: number): void {
    for (const id of this.refusals.keys()) {
      if (id <= processedId) {
        this.refusals.delete(id);
      }
    }
  }

  private readonly refusalOf = (mutation: Parameters<typeof refusalOf>[0]): Refusal | null => refusalOf(mutation, this.refusals.get(mutation.id));
}

function toChange(patch: Patch): Change {
  return { key: patch.key, value: patch.op === 'set' ? patch.value : undefined };
}

function fitOf(here: HistoryPoint | null, delta: Delta): Fit {
  const { min_included_version: min, max_included_version: max } = delta;
  if (here?.epoch !== delta.epoch) {
    return 'pull';
  }
  if (isEmptyRange(delta)) {
    return max === here.version && delta.checkpoint === here.checkpoint ? 'ignore' : 'pull';
  }
  return max <= here.version ? 'ignore' : min <= here.version + 1 ? 'apply' : 'pull';
}

function pointAfter(delta: Delta): HistoryPoint {
  return { epoch: delta.epoch, version: delta.max_included_version, checkpoint: delta.checkpoint };
}

function samePoint(a: HistoryPoint | null, b: HistoryPoint | null): boolean {
  return a === b || (a !== null && b !== null && a.epoch === b.epoch && a.version === b.version && a.checkpoint === b.checkpoint);
}

function isAhead(delta: Delta, here: HistoryPoint | null): boolean {
  return here !== null && here.epoch === delta.epoch && delta.max_included_version >= here.version;
}

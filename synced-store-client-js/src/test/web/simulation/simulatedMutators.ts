import { type MutationContext, table } from '../../../main/web/index.js';

export const ITEMS = table<number>('items');
export const LOG = table<number>('log');

/** Each call has a tag of its own, and leaves it in the log: so it shows how often a call has taken effect. */
interface Tagged {
  readonly tag: string;
  readonly item: string;
}

function log(ctx: MutationContext, tag: string): void {
  ctx.table(LOG).set(tag, (ctx.table(LOG).get(tag) ?? 0) + 1);
}

export const simulatedMutators = {
  put(ctx: MutationContext, { tag, item }: Tagged): void {
    log(ctx, tag);
    ctx.table(ITEMS).set(item, tag.length);
  },
  /** Depends on what others do. */
  count(ctx: MutationContext, { tag, item }: Tagged): void {
    log(ctx, tag);
    ctx.table(ITEMS).set(item, (ctx.table(ITEMS).get(item) ?? 0) + 1);
  },
  /** Depends on a range. */
  total(ctx: MutationContext, { tag, item }: Tagged): void {
    log(ctx, tag);
    ctx.table(ITEMS).set(item, ctx.table(ITEMS).scan().reduce((sum, { value }) => (sum + value) % 1000, 0));
  },
  /** May have no effect any more by the time it gets there. */
  remove(ctx: MutationContext, { tag, item }: Tagged): void {
    if (!ctx.table(ITEMS).has(item)) {
      ctx.reject('not_there', `There is no ${item}`);
    }
    log(ctx, tag);
    ctx.table(ITEMS).delete(item);
  },
  /** The server never agrees. */
  hope(ctx: MutationContext, { tag, item }: Tagged): void {
    log(ctx, tag);
    ctx.table(ITEMS).set(item, 0);
  },
  secret(ctx: MutationContext, { tag, item }: Tagged): void {
    log(ctx, tag);
    ctx.privateOfUser(ctx.userId).table(ITEMS).set(item, tag.length);
  }
};

export const serverMutators = {
  ...simulatedMutators,
  hope(ctx: MutationContext): void {
    ctx.reject('hopeless', 'The server never agrees');
  }
};

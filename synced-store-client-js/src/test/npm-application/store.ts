// tag::store[]
import { type MutationContext, SyncedStore, table } from '@synced-store/client';

interface Item {
  readonly text: string;
}

export const ITEMS = table<Item>('items');

export const store = new SyncedStore({
  storeType: 'groceries',
  instanceId: 'home',
  userId: 'alice',
  headers: async () => ({ 'X-User': 'alice' }),
  mutators: {
    addItem(ctx: MutationContext, { id, text }: { id: string; text: string }): void {
      ctx.table(ITEMS).set(id, { text });
    }
  }
});
// end::store[]

// What only the server does, asked for by a page without npm. What the page knows is in the document or in `window.refused`.
import { SyncedStore, table } from '/synced-store/client/index.js';
import { showItems, showStatus } from './test-page.js';

const PARCELS = table('parcels');

const mutators = {
  // tag::enqueue[]
  send(ctx, { id, text, time }) {
    ctx.table(PARCELS).set(id, { text, packed: false });
    if (time) {
      ctx.enqueueActionAt(time, 'pack', { id });
    } else {
      ctx.enqueueAction('pack', { id });
    }
  },
  // end::enqueue[]

  take(ctx, { id }) {
    ctx.table(PARCELS).delete(id);
  }
};

window.refused = [];
window.store = new SyncedStore({
  storeType: 'parcels',
  instanceId: new URLSearchParams(location.search).get('list'),
  mutators,
  headers: async () => ({ 'X-XSRF-TOKEN': document.cookie.match(/XSRF-TOKEN=([^;]*)/)?.[1] ?? '' })
});

/** Change something, and say what becomes of it. */
window.outcome = async (name, args) => {
  const { confirmed } = await store.mutate(name, args);
  return confirmed.then(() => 'confirmed', ({ name, code, message }) => [name, code, message].join(': '));
};

/** Weigh a parcel, or say why not. */
window.weigh = async (id) => {
  try {
    return `${await store.action.weigh({ id })} g`;
  } catch ({ code, message }) {
    return code === 'offline' ? 'Try again when you are online' : `${code}: ${message}`;
  }
};

store.onRejected(({ mutator, code, message }) => refused.push([mutator, code, message].join(': ')));
showStatus(store);
store.subscribe((ctx) => ctx.table(PARCELS).scan(), (parcels) => {
  showItems('#parcels', parcels.map(({ key, value }) => `${key} ${value.packed ? 'is packed' : 'waits'}`));
});

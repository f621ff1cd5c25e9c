// An application of which there are two versions, as the page's address says. What the page knows is in the document or in
// `window.seen`.
import { DEFAULT_TIMINGS, SyncedStore, table } from '/synced-store/client/index.js';
import { showItems, showStatus } from './test-page.js';

const NOTES = table('notes');

const versions = {
  1: {
    mutators: {
      write(ctx, { id, text }) {
        ctx.table(NOTES).set(id, { text });
      }
    }
  },
  2: {
    mutators: {
      put(ctx, { id, text, length }) {
        ctx.table(NOTES).set(id, { text, length });
      }
    },
    migrations: {
      2: { write: ({ id, text }) => [{ name: 'put', args: { id, text, length: text.length } }] }
    }
  }
};

const parameters = new URLSearchParams(location.search);
const version = Number(parameters.get('version'));
const user = parameters.get('user');
window.seen = { rejected: [], updateNeeded: [], statuses: [] };
window.store = new SyncedStore({
  storeType: 'notes',
  instanceId: 'shared',
  schemaVersion: version,
  ...versions[version],
  headers: async () => ({ 'X-User': user }),
  timings: { ...DEFAULT_TIMINGS, firstRetry: 100, longestRetry: 200 }
});

window.write = (id, text) => version === 1 ? store.mutate.write({ id, text }) : store.mutate.put({ id, text, length: text.length });
store.onRejected((rejection) => seen.rejected.push(rejection));
store.onUpdateNeeded((detail) => seen.updateNeeded.push(detail));
store.observe((observation) => {
  if (observation.type === 'answer') {
    seen.statuses.push(observation.status);
  }
});
showStatus(store);
store.subscribe((ctx) => ctx.table(NOTES).scan(), (notes) => {
  showItems('#notes', notes.map(({ key, value }) => `${key}: ${value.text}, ${value.length}`));
});

// The browser client as a page without npm uses it. What the page knows is in the document or in `window.seen`.
// tag::import[]
import { SyncedStore, table } from '/synced-store/client/index.js';
// end::import[]
import { showItems, showStatus } from './test-page.js';

const TODOS = table('todos');

const mutators = {
  addTodo(ctx, { id, ...todo }) {
    ctx.table(TODOS).set(id, todo);
  },

  setCompleted(ctx, { id, completed }) {
    const todo = ctx.table(TODOS).get(id) ?? ctx.reject('todo_not_found', 'This todo is not there any more');
    ctx.table(TODOS).set(id, { ...todo, completed });
  },

  removeTodo(ctx, { id }) {
    ctx.table(TODOS).delete(id);
  },

  setNote(ctx, { text }) {
    ctx.privateOfUser(ctx.userId).table(table('notes')).set('mine', { text });
  }
};

const parameters = new URLSearchParams(location.search);
window.seen = { rejected: [], updateNeeded: [], storageLost: [], closed: [] };
window.store = new SyncedStore({
  storeType: 'todo',
  instanceId: parameters.get('list'),
  schemaVersion: Number(parameters.get('schema') ?? 1),
  mutators,
  headers: async () => ({ 'X-XSRF-TOKEN': document.cookie.match(/XSRF-TOKEN=([^;]*)/)?.[1] ?? '' })
});
store.onRejected((rejection) => seen.rejected.push(rejection));
store.onUpdateNeeded((detail) => seen.updateNeeded.push(detail));
store.onStorageLost((reason) => seen.storageLost.push(reason));
store.onClosed((reason) => seen.closed.push(reason));
showStatus(store);
store.subscribe((ctx) => ctx.table(TODOS).scan().map(({ value }) => value.text), (texts) => showItems('#todos', texts));

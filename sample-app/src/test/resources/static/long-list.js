// A list of any length, of which the rows that are in sight are in the document. What the tests measure is in `window.measured`.
import { SyncedStore, table } from '/synced-store/client/index.js';

const ROW = 30;
const VISIBLE = 20;
const TODOS = table('todos');

const mutators = {
  addTodo(ctx, { id, ...todo }) {
    ctx.table(TODOS).set(id, todo);
  },

  setCompleted(ctx, { id, completed }) {
    const todo = ctx.table(TODOS).get(id) ?? ctx.reject('todo_not_found', 'This todo is not there any more');
    ctx.table(TODOS).set(id, { ...todo, completed });
  }
};

window.measured = { firstRows: undefined, renders: 0, interactions: new Map() };

// As web-vitals does: of an interaction's events the longest counts.
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) {
    if (interactionId) {
      measured.interactions.set(interactionId, Math.max(measured.interactions.get(interactionId) ?? 0, duration));
    }
  }
}).observe({ type: 'event', durationThreshold: 16, buffered: true });

const list = document.querySelector('#list');
const room = document.querySelector('#room');
const rows = document.querySelector('#rows');
Object.assign(list.style, { height: `${VISIBLE * ROW}px`, overflowY: 'scroll' });
Object.assign(rows.style, { position: 'relative', margin: 0, padding: 0, listStyle: 'none' });
for (let i = 0; i < VISIBLE + 2; i++) {
  const row = document.createElement('li');
  row.style.height = `${ROW}px`;
  row.append(Object.assign(document.createElement('input'), { type: 'checkbox' }), document.createElement('span'));
  row.firstChild.addEventListener('change', ({ target }) => store.mutate.setCompleted({ id: row.dataset.id, completed: target.checked }));
  rows.append(row);
}

let todos = [];
let waiting = false;

function show() {
  waiting = false;
  measured.renders++;
  const first = Math.floor(list.scrollTop / ROW);
  room.style.height = `${todos.length * ROW}px`;
  rows.style.top = `${first * ROW}px`;
  [...rows.children].forEach((row, index) => {
    const todo = todos[first + index];
    row.hidden = !todo;
    if (todo && (row.todo !== todo)) {
      row.todo = todo;
      row.dataset.id = todo.key;
      row.firstChild.checked = todo.value.completed;
      row.lastChild.textContent = todo.value.text;
    }
  });
  document.querySelector('#count').textContent = `${todos.length} todos`;
  if (todos.length > 0 && measured.firstRows === undefined) {
    measured.firstRows = 0;
    // Behind the frame that shows them.
    setTimeout(() => {
      measured.firstRows = performance.now();
    });
  }
}

function showSoon() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(show);
  }
}

list.addEventListener('scroll', showSoon);
document.querySelector('#add').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = document.querySelector('#text');
  store.mutate.addTodo({ id: crypto.randomUUID(), text: text.value, completed: false });
  text.value = '';
});

const parameters = new URLSearchParams(location.search);
window.store = new SyncedStore({
  storeType: 'todo',
  instanceId: parameters.get('list'),
  mutators,
  headers: async () => ({ 'X-XSRF-TOKEN': document.cookie.match(/XSRF-TOKEN=([^;]*)/)?.[1] ?? '' })
});
const tell = (all) => {
  todos = all;
  showSoon();
};
if (parameters.has('query')) {
  // The plain way, which reads the whole list anew for each change.
  store.subscribe((ctx) => ctx.table(TODOS).scan(), tell);
} else {
  store.subscribeToTable(TODOS, tell);
}

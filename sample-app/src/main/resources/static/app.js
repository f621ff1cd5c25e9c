// The page: shows the store's state and turns what people do into mutations.
import { randomUuid, SyncedStore } from '/synced-store/client/index.js';
import { after, between } from './fractional-index.js';
import { CLAIMS, mutators, NOTES, TODOS } from './mutators.js';
import { csrfToken, forgetUser, signedInUser } from './session.js';

const $ = (selector) => document.querySelector(selector);
const instance = new URLSearchParams(location.search).get('list') ?? 'main';
const store = new SyncedStore({
  storeType: 'todo',
  instanceId: instance,
  mutators,
  userId: signedInUser(),
  headers: async () => ({ 'X-XSRF-TOKEN': csrfToken() })
});
const items = new Map();
let shown = { todos: [], note: '', claims: [] };
let signedOut = false;
let leaving = false;

$('#list').textContent = instance === 'main' ? '' : instance;
document.title = instance === 'main' ? 'Todos' : `Todos: ${instance}`;

function look(ctx) {
  return {
    todos: ctx.table(TODOS).scan().map(({ key, value }) => ({ id: key, ...value, position: value.position ?? '~' }))
      .sort((a, b) => compare(a.position, b.position) || compare(a.id, b.id)),
    note: ctx.privateOfUser(ctx.userId).table(NOTES).get('mine')?.text ?? '',
    claims: ctx.table(CLAIMS).scan({ prefix: 'mug/' }).map(({ value }) => value.user)
  };
}

function todo(id) {
  return store.query((ctx) => ctx.table(TODOS).get(id));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function mutate(name, args) {
  try {
    await store.mutate[name](args);
  } catch (problem) {
    tell(problem.message);
    render();
  }
}

function tell(message) {
  const line = document.createElement('p');
  line.textContent = message;
  $('#messages').append(line);
  setTimeout(() => line.remove(), 8000);
}

function newItem(id) {
  const item = $('#todo').content.firstElementChild.cloneNode(true);
  const text = item.querySelector('.text');
  item.dataset.id = id;
  item.querySelector('[type=checkbox]').onchange = (event) => mutate('setCompleted', { id, completed: event.target.checked });
  item.querySelector('.remove').onclick = () => remove(id);
  text.onblur = () => {
    if (!items.has(id)) {
      return; // It has just been removed, which takes the focus away, too.
    }
    const before = todo(id)?.text;
    if (before !== undefined && text.textContent.trim() !== before) {
      mutate('editTodo', { id, text: text.textContent.trim() });
    }
    render();
  };
  text.onkeydown = (event) => {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      text.blur();
    } else if (event.key === 'Escape') {
      text.textContent = todo(id)?.text ?? '';
      text.blur();
    }
  };
  item.onkeydown = (event) => {
    if (event.altKey && ['ArrowUp', 'ArrowDown', 'Delete'].includes(event.key)) {
      event.preventDefault();
      event.key === 'Delete' ? remove(id) : move(id, event.key === 'ArrowUp' ? -1 : 1);
    }
  };
  return item;
}

function remove(id) {
  const item = items.get(id);
  const next = item.nextElementSibling ?? item.previousElementSibling;
  const focused = item.contains(document.activeElement);
  mutate('removeTodo', { id });
  if (focused) {
    (next?.querySelector('.text') ?? $('#add input')).focus();
  }
}

function move(id, step) {
  const list = shown.todos;
  const index = list.findIndex((each) => each.id === id);
  const others = list.toSpliced(index, 1);
  const target = index + step;
  if (target >= 0 && target <= others.length) {
    const low = others[target - 1]?.position ?? '';
    mutate('moveTodo', { id, position: target < others.length ? between(low, others[target].position) : after(low) });
  }
}

function render() {
  const list = shown.todos;
  const { unconfirmed, userId } = store;
  const active = document.activeElement;
  const ids = new Set(list.map(({ id }) => id));
  items.forEach((item, id) => ids.has(id) || (items.delete(id), item.remove()));
  list.forEach(({ id, text, completed }, index) => {
    const item = items.get(id) ?? newItem(id);
    items.set(id, item);
    item.querySelector('[type=checkbox]').checked = completed;
    item.classList.toggle('done', completed);
    item.classList.toggle('pending', unconfirmed.has(`todos/${id}`));
    const line = item.querySelector('.text');
    if (line !== active && line.textContent !== text) {
      line.textContent = text;
    }
    if ($('#todos').children[index] !== item) {
      $('#todos').insertBefore(item, $('#todos').children[index] ?? null);
    }
  });
  // Moving an element in the document takes the focus away from what is inside.
  if (active !== document.activeElement && document.contains(active)) {
    active.focus();
  }
  const done = list.filter(({ completed }) => completed);
  $('#empty').hidden = list.length > 0 || !store.snapshot().point;
  $('#left span').textContent = list.length ? `${list.length - done.length} of ${list.length} left` : '';
  $('#clear').hidden = !done.length;
  $('#user').textContent = userId ?? '';
  $('#note').disabled = !userId;
  $('#note').classList.toggle('pending', unconfirmed.has(`$$pu/${userId}/notes/mine`));
  if ($('#note') !== active) {
    $('#note').value = shown.note;
  }
  $('#claim').disabled = !userId || shown.claims.includes(userId);
  $('#claims').textContent = shown.claims.length ? `Claimed by ${[...shown.claims].sort().join(', ')}` : '';
  $('#claims').classList.toggle('pending', unconfirmed.has(`claims/mug/${userId}`));
  renderStatus();
}

function renderStatus() {
  const waiting = store.pending.length;
  const state = signedOut ? 'signed-out' : store.connectionStatus === 'connected' ? 'live' : 'offline';
  const texts = { live: 'Live', offline: 'Offline', 'signed-out': 'Signed out' };
  $('#status').dataset.state = state;
  $('#status').textContent = texts[state] + (waiting && state !== 'live' ? `, ${waiting} waiting` : '');
  // In another tab, for what waits is in this one.
  $('#sign-in').hidden = state !== 'signed-out';
  if (signedOut && !waiting) {
    location.assign('/login');
  }
}

$('#add').onsubmit = (event) => {
  event.preventDefault();
  const input = $('#add input');
  mutate('addTodo', { id: randomUuid(), text: input.value.trim(), completed: false, position: after(shown.todos.at(-1)?.position ?? null) });
  input.value = '';
};

$('#clear').onclick = () => shown.todos.filter(({ completed }) => completed).forEach(({ id }) => mutate('removeTodo', { id }));

let noteTimer;
function saveNote() {
  clearTimeout(noteTimer);
  const text = $('#note').value;
  if (text !== shown.note) {
    mutate('setNote', { text });
  }
}
$('#note').oninput = () => {
  clearTimeout(noteTimer);
  noteTimer = setTimeout(saveNote, 500);
};
$('#note').onblur = saveNote;

$('#claim').onclick = () => mutate('claim', { prizeId: 'mug' });

$('#sign-out').onsubmit = async (event) => {
  event.preventDefault();
  // Somebody else may be the next to sit here.
  leaving = true;
  await store.logout({ erase: true });
  forgetUser();
  await fetch('/logout', { method: 'POST', headers: { 'X-XSRF-TOKEN': csrfToken() } });
  location.assign('/login');
};

store.subscribe(look, (result) => {
  shown = result;
  render();
});
store.onPending(render);
store.onConnectionStatus((status) => {
  signedOut &&= status !== 'connected';
  render();
});
store.onUnauthenticated(() => {
  signedOut = true;
  render();
});
store.onRejected(({ args, message }) => {
  const subject = args?.text ?? todo(args?.id)?.text;
  tell(subject ? `“${subject}”: ${message}` : message);
});
// Somebody else is signed in, or this one has signed out in another tab.
store.onClosed(() => leaving || location.reload());
store.onUpdateNeeded(() => tell('There is a newer version of this page: load it anew'));
store.onStorageLost(() => addEventListener('beforeunload', (event) => store.pending.length && event.preventDefault()));
render();

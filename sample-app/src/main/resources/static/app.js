// The page: shows the store's state and turns what people do into mutations.
import { after, between } from './fractional-index.js';
import { csrfToken, Store, uuid } from './store.js';

const $ = (selector) => document.querySelector(selector);
const instance = new URLSearchParams(location.search).get('list') ?? 'main';
const store = new Store('todo', instance);
const items = new Map();

$('#list').textContent = instance === 'main' ? '' : instance;
document.title = instance === 'main' ? 'Todos' : `Todos: ${instance}`;

function todos() {
  return [...store.state].filter(([key]) => key.startsWith('todos/'))
    .map(([key, todo]) => ({ id: key.slice(6), ...todo, position: todo.position ?? '~' }))
    .sort((a, b) => compare(a.position, b.position) || compare(a.id, b.id));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mutate(name, args) {
  try {
    store.mutate(name, args);
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
    const shown = store.state.get(`todos/${id}`)?.text;
    if (shown !== undefined && text.textContent.trim() !== shown) {
      mutate('editTodo', { id, text: text.textContent.trim() });
    }
    render();
  };
  text.onkeydown = (event) => {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      text.blur();
    } else if (event.key === 'Escape') {
      text.textContent = store.state.get(`todos/${id}`)?.text ?? '';
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
  const list = todos();
  const index = list.findIndex((todo) => todo.id === id);
  const others = list.toSpliced(index, 1);
  const target = index + step;
  if (target >= 0 && target <= others.length) {
    const low = others[target - 1]?.position ?? '';
    mutate('moveTodo', { id, position: target < others.length ? between(low, others[target].position) : after(low) });
  }
}

function render() {
  const list = todos();
  const active = document.activeElement;
  const ids = new Set(list.map(({ id }) => id));
  items.forEach((item, id) => ids.has(id) || (items.delete(id), item.remove()));
  list.forEach(({ id, text, completed }, index) => {
    const item = items.get(id) ?? newItem(id);
    items.set(id, item);
    item.querySelector('[type=checkbox]').checked = completed;
    item.classList.toggle('done', completed);
    item.classList.toggle('pending', store.unconfirmed.has(`todos/${id}`));
    const shown = item.querySelector('.text');
    if (shown !== active && shown.textContent !== text) {
      shown.textContent = text;
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
  $('#empty').hidden = list.length > 0 || !store.userId;
  $('#left span').textContent = list.length ? `${list.length - done.length} of ${list.length} left` : '';
  $('#clear').hidden = !done.length;
  $('#user').textContent = store.userId ?? '';
  const noteKey = `$$pu/${store.userId}/notes/mine`;
  $('#note').disabled = !store.userId;
  $('#note').classList.toggle('pending', store.unconfirmed.has(noteKey));
  if ($('#note') !== active) {
    $('#note').value = store.state.get(noteKey)?.text ?? '';
  }
  renderPrize();
  renderStatus();
}

function renderPrize() {
  const claims = [...store.state].filter(([key]) => key.startsWith('claims/mug/'));
  const own = `claims/mug/${store.userId}`;
  $('#claim').disabled = !store.userId || store.state.has(own);
  $('#claims').textContent = claims.length ? `Claimed by ${claims.map(([, { user }]) => user).sort().join(', ')}` : '';
  $('#claims').classList.toggle('pending', store.unconfirmed.has(own));
}

function renderStatus() {
  const waiting = store.pending.length;
  const state = store.signedOut ? 'signed-out' : store.live ? 'live' : 'offline';
  const texts = { live: 'Live', offline: 'Offline', 'signed-out': 'Signed out' };
  $('#status').dataset.state = state;
  $('#status').textContent = texts[state] + (waiting && state !== 'live' ? `, ${waiting} waiting` : '');
  // In another tab, for what waits is in this one.
  $('#sign-in').hidden = state !== 'signed-out';
  if (store.signedOut && !waiting) {
    location.assign('/login');
  }
}

$('#add').onsubmit = (event) => {
  event.preventDefault();
  const input = $('#add input');
  mutate('addTodo', { id: uuid(), text: input.value.trim(), completed: false, position: after(todos().at(-1)?.position ?? null) });
  input.value = '';
};

$('#clear').onclick = () => todos().filter(({ completed }) => completed).forEach(({ id }) => mutate('removeTodo', { id }));

let noteTimer;
function saveNote() {
  clearTimeout(noteTimer);
  const text = $('#note').value;
  if (text !== (store.state.get(`$$pu/${store.userId}/notes/mine`)?.text ?? '')) {
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
  await fetch('/logout', { method: 'POST', headers: { 'X-XSRF-TOKEN': csrfToken() } });
  location.assign('/login');
};

addEventListener('beforeunload', (event) => store.pending.length && event.preventDefault());
store.addEventListener('change', render);
store.addEventListener('rejected', ({ detail: { mutation, message } }) => {
  const subject = mutation.args?.text ?? store.state.get(`todos/${mutation.args?.id}`)?.text;
  tell(subject ? `“${subject}”: ${message}` : message);
});
render();

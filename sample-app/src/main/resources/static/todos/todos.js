// The page of one list: shows the store's state and turns what people do into mutations.
import { randomUuid, SyncedStore } from '/synced-store/client/index.js';
// TodoMutators.java, compiled: what the server runs for good, the page runs at once.
// tag::mutators[]
import * as mutators from '/synced-store/mutators/todo.js';
// end::mutators[]
import { csrfHeaders, finishSigningOut, forgetUser, goToSignIn, onSignedOutElsewhere, rememberUser, signedInUser, signOut } from '../session.js';
import { line } from '../shared/line.js';
import { announce, tell } from '../shared/messages.js';
import { keepShell } from '../shared/shell.js';
import { underTheHood } from '../under-the-hood/under-the-hood.js';
import { dragRows } from './drag.js';
import { showNote, showPrize } from './extras.js';
import { moveRowsByKeyboard } from './keyboard-move.js';
import { ListView } from './list-view.js';
import { addressOf, isPrivate, listOfAddress, Lists, nameOf } from './lists.js';
import { acceptInvitation, showMembers } from './members.js';
import { showNumbers } from './numbers.js';
import { Order } from './order.js';
import { pasteLines } from './paste.js';
import { Refused } from './refused.js';
import { TODOS } from '/shared/generated/todo.js';

const $ = (selector) => document.querySelector(selector);

// Who has signed out here while the server was away is to be signed out before anything is shown.
if (!await finishSigningOut()) {
  location.replace('/login');
  await new Promise(() => undefined);
}

const list = listOfAddress();
await acceptInvitation(list);
history.replaceState(null, '', addressOf(list) + location.hash);
$('#name').textContent = nameOf(list);
document.title = `${nameOf(list)} · Todos`;
$('#second a').href = addressOf(list);
$('#sign-in').href = `/login?to=${encodeURIComponent(addressOf(list))}`;

document.body.classList.toggle('private', isPrivate(list));

/** @type {SyncedStore<import('/shared/generated/todo.js').TodoMutators, import('/shared/generated/todo.js').TodoActions>} */
const store = new SyncedStore({
  storeType: 'todo',
  instanceId: list,
  mutators: /** @type {import('/shared/generated/todo.js').TodoMutators} */ (mutators),
  userId: signedInUser(),
  headers: csrfHeaders,
  offline: line.isCut
});
const order = new Order();
let signedOut = false;
let leaving = false;

/** @typedef {typeof mutate} Mutate changes the list */

// tag::mutate[]
/**
 * Change the list.
 * @template {keyof import('/shared/generated/todo.js').TodoMutators} N
 * @param {N} name
 * @param {Parameters<import('/shared/generated/todo.js').TodoMutators[N]>[1]} args
 */
async function mutate(name, args) {
  try {
    await store.mutate(name, args);
  } catch (problem) {
    tell(problem.message);
    announce(problem.message);
    render();
  }
}
// end::mutate[]

// What can be done with a todo.
const deeds = {
  textOf: (id) => order.get(id)?.text,
  edit(id, text) {
    mutate('editTodo', { id, text });
    announce(`${text}: changed`);
  },
  complete: (id, completed) => mutate('setCompleted', { id, completed }),
  remove(id) {
    const row = view.row(id);
    const next = row.nextElementSibling?.dataset.id ? row.nextElementSibling : row.previousElementSibling;
    const focused = row.contains(document.activeElement);
    const text = order.textOf(id);
    mutate('removeTodo', { id });
    announce(`${text}: removed`);
    if (focused) {
      (next?.querySelector('.text') ?? $('#add input')).focus();
    }
  },
  move(id, step) {
    const rows = view.rows.map((row) => row.dataset.id);
    const [to, others] = [rows.indexOf(id) + step, rows.filter((each) => each !== id)];
    if (to >= 0 && to <= others.length) {
      moved(id, others[to - 1], others[to]);
      announce(`${order.textOf(id)}: place ${to + 1} of ${rows.length}`);
    }
  }
};

function moved(id, above, below) {
  mutate('moveTodo', { id, position: order.between(id, above, below) });
}

function add(text) {
  return mutate('addTodo', { id: randomUuid(), text, completed: false, position: order.last() });
}

const view = new ListView($('#todos'), deeds);
const refused = new Refused($('#refused'), add);
dragRows($('#todos'), view, moved);
moveRowsByKeyboard($('#todos'), view, moved);

function todos(count) {
  return `${count} ${count === 1 ? 'todo' : 'todos'}`;
}

const filters = { all: () => true, open: ({ completed }) => !completed, done: ({ completed }) => completed };

function filter() {
  return filters[location.hash.slice(1)] ? location.hash.slice(1) : 'all';
}

let scheduled = false;
function render() {
  if (!scheduled) {
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      renderNow();
    });
  }
}

function renderNow() {
  const { all } = order;
  const { unconfirmed } = store;
  const kind = filter();
  const shown = kind === 'all' ? all : all.filter(filters[kind]);
  const done = all.filter(filters.done).length;
  view.show(shown, unconfirmed);
  $('#empty').hidden = shown.length > 0 || !store.inspect().point;
  $('#empty').textContent = all.length === 0 ? 'Nothing to do. Add the first todo above.' : kind === 'open' ? 'All done.' : 'Nothing is done yet.';
  $('#foot').hidden = all.length === 0;
  $('#left').textContent = `${(all.length - done).toLocaleString('en')} of ${all.length.toLocaleString('en')} left`;
  $('#clear').hidden = done === 0;
  $(`#filter [value=${kind}]`).checked = true;
  $('#user').textContent = store.userId ?? '';
  $('#note').classList.toggle('pending', unconfirmed.has(`$$pu/${store.userId}/notes/mine`));
  $('#claims').classList.toggle('pending', unconfirmed.has(`claims/mug/${store.userId}`));
  renderStatus();
}

function renderStatus() {
  const waiting = store.pending.length;
  const state = signedOut ? 'signed-out' : store.connectionStatus === 'connected' ? 'live' : 'offline';
  const text = { live: 'Live', offline: 'Offline', 'signed-out': 'Signed out' }[state] + (waiting && state !== 'live' ? `, ${waiting} waiting` : '');
  $('#status').dataset.state = state;
  if ($('#status').textContent !== text) {
    $('#status').textContent = text;
  }
  // In another tab, for what waits is in this one.
  $('#sign-in').hidden = state !== 'signed-out';
  if (signedOut && !waiting && !leaving) {
    leaving = true;
    goToSignIn();
  }
}

$('#add').onsubmit = (event) => {
  event.preventDefault();
  const input = $('#add input');
  if (input.value.trim()) {
    add(input.value.trim());
    announce(`${input.value.trim()}: added`);
    input.value = '';
  }
};
pasteLines($('#add input'), store, add);

$('#filter').onchange = ({ target }) => {
  history.replaceState(null, '', target.value === 'all' ? location.pathname + location.search : `#${target.value}`);
  render();
  announce(todos(order.all.filter(filters[filter()]).length));
};
addEventListener('hashchange', render);

$('#clear').onclick = () => {
  const done = order.all.filter(filters.done);
  done.forEach(({ id }) => mutate('removeTodo', { id }));
  announce(`${todos(done.length)} removed`);
  // The button goes, and the focus would with it.
  $('#filter :checked').focus();
};

$('#sign-out').onsubmit = (event) => {
  event.preventDefault();
  leaving = true;
  signOut(store);
};

store.subscribeToTable(TODOS, (_entries, changes) => {
  order.apply(changes);
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
store.onRejected((rejection) => {
  const { message } = rejection;
  const args = /** @type {{ readonly id?: string, readonly text?: string }} */ (rejection.args);
  const subject = args?.text && rejection.mutator !== 'setNote' ? args.text : order.textOf(args?.id);
  if (subject) {
    refused.add(rejection, subject);
  } else {
    tell(message);
    announce(message);
  }
});
// Somebody else is signed in, or this one has signed out in another tab.
store.onClosed(() => {
  if (!leaving) {
    forgetUser();
    location.reload();
  }
});
onSignedOutElsewhere(() => leaving || location.assign('/login'));
store.onAccessDenied(() => haveAccess(false));
store.onConnectionStatus((status) => status === 'connected' && haveAccess(true));
$('#ask-again').onclick = () => store.credentialsChanged();
store.onUpdateNeeded(newVersion);
store.onStorageLost(() => addEventListener('beforeunload', (event) => store.pending.length && event.preventDefault()));

/** Who is not in a private list sees nothing of it, also of what is kept from before. */
function haveAccess(granted) {
  if (granted !== $('#no-access').hidden) {
    document.body.classList.toggle('denied', !granted);
    $('#no-access').hidden = granted;
    if (!granted) {
      $('#no-access').focus();
      announce($('#no-access').textContent);
    }
  }
}

function newVersion() {
  tell('There is a newer version of this page.', { label: 'Load it', run: () => location.reload() });
}

showNote(store, mutate, $('#note'));
showPrize(store, mutate, $('#claim'), $('#claims'));
showNumbers(store, $('#numbers'));
if (isPrivate(list)) {
  showMembers(store, mutate, $('#members'));
}
line.control(store, $('#offline'));
underTheHood(store, $('#hood'));
new Lists($('#lists'), list);
store.waitForLocalData().then(() => {
  rememberUser(store.userId);
  render();
}, () => undefined);
render();
keepShell(newVersion);

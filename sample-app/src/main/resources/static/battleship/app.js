// The page of one game: shows the store's state and turns what people do into mutations.
import { randomUuid, SyncedStore } from '/synced-store/client/index.js';
// BattleshipMutators.java, compiled: what the server runs for good, the page runs at once.
import * as mutators from '/synced-store/mutators/battleship.js';
import { csrfHeaders, finishSigningOut, forgetUser, goToSignIn, onSignedOutElsewhere, rememberUser, signedInUser, signOut } from '../session.js';
import { line } from '../shared/line.js';
import { announce, tell } from '../shared/messages.js';
import { keepShell } from '../shared/shell.js';
import { underTheHood } from '../under-the-hood/under-the-hood.js';
import { Board, element } from './board.js';
import { serverAhead, TurnClock } from './clock.js';
import { Harbour } from './harbour.js';
import { leaderboard } from './leaderboard.js';
import { look, Story } from './story.js';

const $ = (selector) => document.querySelector(selector);

// Who has signed out here while the server was away is to be signed out before anything is shown.
if (!await finishSigningOut()) {
  location.replace('/login');
  await new Promise(() => undefined);
}

const instance = new URLSearchParams(location.search).get('game') ?? 'main';
const address = `/battleship${instance === 'main' ? '' : `?game=${encodeURIComponent(instance)}`}`;
history.replaceState(null, '', address);
$('#link').value = new URL(address, location.origin).href;
$('#new-game').href = `/battleship?game=${randomUuid().slice(0, 8)}`;
$('#sign-in').href = `/login?to=${encodeURIComponent(address)}`;

/** @type {SyncedStore<import('/shared/generated/battleship.js').BattleshipMutators>} */
const store = new SyncedStore({
  storeType: 'battleship',
  instanceId: instance,
  mutators: /** @type {import('/shared/generated/battleship.js').BattleshipMutators} */ (mutators),
  userId: signedInUser(),
  headers: csrfHeaders,
  offline: line.isCut
});
const theirs = new Board($('#theirs .board'), (cell) => mutate('fire', { round: story.game.round, cell }));
const ours = new Board($('#ours .board'));
const harbour = new Harbour($('#harbour'), renderClash, say);
const clock = new TurnClock($('#clock'), (seconds) => story.isMyTurn && say(`${seconds} seconds left to fire.`));
let story;
let told;
let changing = false;
let focusLost = false;
let signedOut = false;
let leaving = false;

/**
 * Change the game.
 * @template {keyof import('/shared/generated/battleship.js').BattleshipMutators} N
 * @param {N} name
 * @param {Parameters<import('/shared/generated/battleship.js').BattleshipMutators[N]>[1]} args
 */
async function mutate(name, args) {
  try {
    await store.mutate(name, args);
  } catch (problem) {
    complain(problem.message);
  }
}

function complain(message) {
  tell(message);
  announce(message);
}

function say(words) {
  $('#news').textContent = words;
}

function setText(selector, text) {
  if ($(selector).textContent !== text) {
    $(selector).textContent = text;
  }
}

function show(selector, visible) {
  const node = $(selector);
  focusLost ||= !visible && node.contains(document.activeElement);
  node.hidden = !visible;
}

/** What had the focus was hidden: go on where there is something to do. */
function saveFocus() {
  if (focusLost) {
    focusLost = false;
    ['#harbour .ship', '#seas .cell[tabindex="0"]', '#deeds button'].flatMap((selector) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))])
      .find((node) => node.checkVisibility())?.focus({ preventScroll: true });
  }
}

function render() {
  if (!story) {
    return;
  }
  const placing = story.phase === 'PLACING';
  const inHarbour = placing && !!story.me && (!story.me.ready || changing);
  changing &&= inHarbour;
  const [title, detail] = story.headline;
  document.body.dataset.phase = story.phase;
  document.body.classList.toggle('player', !!story.me);
  document.title = `${story.isMyTurn ? '● ' : ''}${placing ? '' : `${title} · `}Battleship`;
  setText('#title', changing ? 'Change your fleet' : title);
  setText('#detail', detail + waiting());
  $('#word').classList.toggle('mine', story.isMyTurn);
  show('#join', !story.me && story.hasFreeSeat);
  show('#change', placing && !!story.me?.ready && !changing);
  show('#resign', story.phase === 'PLAYING' && !!story.me);
  show('#rematch', story.phase === 'OVER' && !!story.me);
  show('#theirs', !placing || !story.me);
  show('#dock', placing && (inHarbour || story.hasFreeSeat));
  show('#placing', inHarbour);
  show('#invite', story.hasFreeSeat);
  renderSeas(inHarbour);
  clock.run(story.phase === 'PLAYING' ? story.game.turnEnds : undefined);
  renderLog();
  renderStatus();
  saveFocus();
}

function waiting() {
  const pending = store.connectionStatus !== 'connected' && store.pending.length > 0;
  return pending ? ' It waits for the server, which can’t be reached.' : '';
}

function renderSeas(inHarbour) {
  const [left, right] = story.seats;
  renderSea(theirs, '#theirs', left, `${story.nameOf(left, '', '')}’s sea`, story.isMyTurn);
  renderSea(ours, '#ours', right, story.me ? 'Your fleet' : `${story.nameOf(right, '', '')}’s sea`, false, inHarbour);
  show('#harbour', inHarbour);
  if (inHarbour) {
    harbour.open(`battleship ${instance} ${store.userId} ${story.game.round}`, story.fleet);
    renderClash();
  } else if (story.me) {
    harbour.close();
  }
}

function renderSea(board, selector, seat, label, armed, inHarbour = false) {
  const last = story.shots.at(-1);
  const title = story.nameOf(seat, 'you', undefined) ? label : 'A free seat';
  setText(`${selector} h2`, title);
  $(selector).classList.toggle('aimed', story.phase === 'PLAYING' && !!story.game.turn && story.game.turn !== story.players.find((each) => each.seat === seat)?.user);
  board.show({
    label: title, armed, last: last?.seat === seat ? last.cell : undefined, shots: story.marksOf(seat),
    ships: inHarbour ? [] : story.shipsOf(seat)
  });
  show(`${selector} .afloat`, story.phase !== 'PLACING');
  const list = $(`${selector} .afloat`);
  list.replaceChildren(...story.fleetOf(seat).map(({ kind, length, sunk }) => element('li', { className: sunk ? 'sunk' : '' },
    element('span', { textContent: kind.toLowerCase() }), element('span', { className: 'heard', textContent: sunk ? ', sunk' : `, ${length} cells` }),
    element('span', { className: 'pips', ariaHidden: 'true' }, ...Array.from({ length }, () => element('i'))))));
  list.setAttribute('aria-label', `Ships of ${title}`);
}

function renderClash() {
  const clash = harbour.clashes.length > 0;
  setText('#clash', clash ? 'Two ships lie on top of each other.' : '');
  $('#ready').disabled = clash;
}

function renderLog() {
  show('#log', story.shots.length > 0);
  const lines = story.shots.toReversed().map((shot) => element('li', { textContent: story.line(shot), value: shot.number,
    dataset: { shot: shot.outcome?.toLowerCase() ?? 'flight' } }));
  $('#log ol').replaceChildren(...lines);
  const words = story.newsSince(told);
  told = story;
  if (words.length) {
    say(words.join(' '));
  }
}

function renderStatus() {
  const count = store.pending.length;
  const state = signedOut ? 'signed-out' : store.connectionStatus === 'connected' ? 'live' : 'offline';
  const texts = { live: 'Live', offline: 'Offline', 'signed-out': 'Signed out' };
  $('#status').dataset.state = state;
  setText('#status', texts[state] + (count && state !== 'live' ? `, ${count} waiting` : ''));
  $('#sign-in').hidden = state !== 'signed-out';
  setText('#user', store.userId ?? '');
  if (signedOut && !count && !leaving) {
    leaving = true;
    goToSignIn();
  }
}

$('#join').onclick = () => mutate('join', {});
$('#shuffle').onclick = () => harbour.shuffle();
$('#ready').onclick = () => {
  changing = false;
  mutate('placeFleet', { round: story.game.round, ships: harbour.fleet });
};
$('#change').onclick = () => {
  changing = true;
  render();
};
$('#rematch').onclick = () => mutate('rematch', { round: story.game.round });

// Asked twice, for it is next to what one does all the time.
let sure;
$('#resign').onclick = () => {
  const asked = sure !== undefined;
  clearTimeout(sure);
  sure = asked ? undefined : setTimeout(() => {
    sure = undefined;
    $('#resign').textContent = 'Resign';
  }, 4000);
  $('#resign').textContent = asked ? 'Resign' : 'Really resign?';
  if (asked) {
    mutate('resign', { round: story.game.round });
  }
};

$('#copy').onclick = async () => {
  $('#link').select();
  try {
    await navigator.clipboard.writeText($('#link').value);
    tell('Copied');
  } catch {
    // It is selected: the keyboard can copy it.
  }
};

/** The next one who sits here is not to find where the ships are. */
function forgetDrafts() {
  sessionStorage.clear();
}

$('#sign-out').onsubmit = (event) => {
  event.preventDefault();
  leaving = true;
  forgetDrafts();
  signOut(store);
};

function newVersion() {
  tell('There is a newer version of this page.', { label: 'Load it', run: () => location.reload() });
}

store.onPending(render);
store.onConnectionStatus(async (status) => {
  signedOut &&= status !== 'connected';
  render();
  if (status === 'connected') {
    clock.ahead = await serverAhead();
    clock.show();
  }
});
store.onUnauthenticated(() => {
  signedOut = true;
  renderStatus();
});
store.onRejected(({ args, message }) => {
  const { cell } = /** @type {{ readonly cell?: string }} */ (args ?? {});
  complain(cell ? `${cell}: ${message}` : message);
});
// Somebody else is signed in, or this one has signed out in another tab.
store.onClosed(() => {
  if (!leaving) {
    forgetDrafts();
    forgetUser();
    location.reload();
  }
});
onSignedOutElsewhere(() => {
  if (!leaving) {
    forgetDrafts();
    location.assign('/login');
  }
});
store.onUpdateNeeded(newVersion);
store.onStorageLost(() => addEventListener('beforeunload', (event) => store.pending.length && event.preventDefault()));
store.waitForLocalData().then(() => rememberUser(store.userId), () => undefined);

leaderboard($('#best'), line.isCut);
line.control(store, $('#offline'));
underTheHood(store, $('#hood'));
renderStatus();
keepShell(newVersion);

// What is known here is shown at once. Only where nothing is, a moment is given to the server.
await Promise.race([store.waitForLocalData(), store.waitForServerData(), new Promise((resolve) => setTimeout(resolve, 1500))]);
store.subscribe(look, (state) => {
  story = new Story(state, store.userId);
  render();
  $('#play').hidden = false;
});

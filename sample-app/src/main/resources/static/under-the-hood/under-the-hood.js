// A panel that shows how a store works, while it works: `underTheHood(store, element)`. It needs nothing of the page but the
// colours in its custom properties, and works with every store.
import { h, Redraw } from './dom.js';
import { Differences } from './differences.js';
import { Facts } from './facts.js';
import { History } from './history.js';
import { RebasePlayer } from './rebase-player.js';
import { Wire } from './wire.js';

const OPEN = 'under-the-hood open';
const WIDE = '(min-width: 64rem)';

/**
 * Fill an element with the panel.
 * @param store a SyncedStore
 * @param element an empty element, such as an `aside`
 * @returns what ends it
 */
export function underTheHood(store, element) {
  loadStyles();
  const facts = new Facts();
  const history = new History();
  const player = new RebasePlayer(history);
  const differences = new Differences();
  const wire = new Wire();
  const body = h('div', { class: 'hood-body', id: 'under-the-hood-body' },
    facts.element, player.element, differences.element, wire.element);
  const toggle = h('button', { type: 'button', class: 'hood-toggle', 'aria-controls': body.id },
    h('span', { class: 'hood-title' }, 'Under the hood'), facts.summary);
  element.classList.add('hood');
  element.replaceChildren(h('h2', {}, toggle), body);
  open(localStorage.getItem(OPEN) ? localStorage.getItem(OPEN) === 'yes' : matchMedia(WIDE).matches);

  function open(wanted) {
    body.hidden = !wanted;
    element.classList.toggle('open', wanted);
    toggle.setAttribute('aria-expanded', wanted);
  }

  toggle.onclick = () => {
    localStorage.setItem(OPEN, body.hidden ? 'yes' : 'no');
    open(body.hidden);
    redraw.soon();
  };

  const redraw = new Redraw(() => {
    const inspection = store.inspect();
    facts.show(store, inspection);
    if (!body.hidden) {
      differences.show(inspection);
      player.show(inspection);
      wire.show(inspection);
    }
  });
  const ends = [
    store.observe((observation) => {
      wire.saw(observation);
      if (observation.type === 'rebase') {
        player.rebased(observation);
      }
      redraw.soon();
    }),
    store.onPending(() => redraw.soon()),
    store.onConnectionStatus(() => redraw.soon())
  ];
  redraw.soon();
  store.waitForLocalData().then(() => redraw.soon(), () => undefined);
  return () => {
    ends.forEach((end) => end());
    player.stop();
    element.replaceChildren();
  };
}

/** The panel brings its own styles, so that a page needs to know its script alone. */
function loadStyles() {
  const address = new URL('under-the-hood.css', import.meta.url).href;
  if (![...document.styleSheets].some(({ href }) => href === address)) {
    document.head.append(h('link', { rel: 'stylesheet', href: address }));
  }
}

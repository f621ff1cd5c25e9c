// The picture: what the server has confirmed as a line of commits, and what is pending as dashed ones on top of it.
import { h } from './dom.js';

const MOST_COMMITS = 5;
const MOST_PENDING = 5;

export class History {
  #commits = [];
  #base = h('ol', { class: 'base', 'aria-label': 'Base' });
  #pending = h('ol', { class: 'pending', 'aria-label': 'Pending' });

  element = h('div', { class: 'hood-history' },
    h('div', { class: 'lane' }, h('span', { class: 'lane-name' }, 'Base'), this.#base),
    h('div', { class: 'lane' }, h('span', { class: 'lane-name' }, 'Pending'), this.#pending),
    h('p', { class: 'legend' }, h('span', { class: 'own' }, 'from here'), h('span', { class: 'theirs' }, 'from elsewhere')));

  /** The base has come to a version. */
  reached(version, own) {
    if (this.#commits.at(-1)?.version !== version) {
      this.#commits = this.#commits.filter((each) => each.version < version).concat({ version, own }).slice(-30);
    }
  }

  /**
   * Show the line up to a version, and what is pending on it.
   * @param pending of each its number, its mutator and how it stands: `on`, `lifted`, `done`, `refused`, `again`
   */
  draw(version, pending) {
    const commits = this.#commits.filter((each) => each.version <= version).slice(-MOST_COMMITS);
    patch(this.#base, commits, ({ version: each }) => `v${each}`, ({ own }) => own ? 'own' : 'theirs',
      ({ own }) => own ? 'With changes from here' : 'From others, or from before the page was loaded');
    const shown = pending.length > MOST_PENDING ? pending.slice(0, MOST_PENDING - 1) : pending;
    // Those that have no number yet are told apart by their places.
    const items = shown.map(({ id, mutator, state }, place) => ({ key: id ?? `… ${place}`, name: `#${id ?? '…'}`, state, title: mutator }));
    if (shown.length < pending.length) {
      items.push({ name: `+${pending.length - shown.length}`, state: 'on', title: 'more' });
    }
    patch(this.#pending, items, ({ name }) => name, ({ state }) => state, ({ title }) => title);
    this.element.classList.toggle('clean', items.length === 0);
  }
}

/** Bring a list to what it should be, and leave alone what is there, so that only news is animated. */
function patch(list, items, nameOf, stateOf, titleOf) {
  const present = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const name = nameOf(item);
    const key = String(item.key ?? name);
    const node = present.get(key) ?? h('li', { 'data-key': key }, h('span', { class: 'dot' }), h('span', { class: 'name' }, name));
    present.delete(key);
    node.className = stateOf(item);
    node.title = titleOf(item);
    return node;
  });
  present.forEach((node) => node.remove());
  wanted.forEach((node, index) => {
    if (list.children[index] !== node) {
      list.insertBefore(node, list.children[index] ?? null);
    }
  });
}

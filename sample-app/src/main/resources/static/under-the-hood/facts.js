// The numbers in front: where the local copy is, and what waits.
import { count, h } from './dom.js';

const STATES = { connected: 'live', connecting: 'connecting', disconnected: 'offline' };

export class Facts {
  #version = h('dd', { class: 'hood-number' });
  #entries = h('dd', { class: 'hood-number' });
  #pending = h('dd', { class: 'hood-number' });
  #line = h('p', { class: 'hood-line' });

  /** What is to be seen of it while the panel is closed. */
  summary = h('span', { class: 'hood-summary' });

  element = h('div', { class: 'hood-facts' },
    h('dl', {},
      fact('Version', this.#version, 'How many mutations the space has processed, as far as this copy knows'),
      fact('Entries', this.#entries, 'In the base, as the server has confirmed them'),
      fact('Pending', this.#pending, 'Changes that were made here and are not in the base yet')),
    this.#line);

  show(store, { point, entries, leads, pending }) {
    const state = STATES[store.connectionStatus];
    this.#version.textContent = point ? `v${point.version}` : '–';
    this.#entries.textContent = entries.toLocaleString('en');
    this.#pending.textContent = pending.length.toLocaleString('en');
    this.#pending.classList.toggle('some', pending.length > 0);
    this.#line.dataset.state = state;
    this.#line.textContent = state === 'offline' ? 'Not in touch with the server. What is done here waits.'
      : state === 'connecting' ? 'Connecting to the server.'
        : `In touch with the server. ${leads ? 'This tab is the one that talks with it.' : 'Another tab of yours talks with it for this one, too.'}`;
    this.summary.textContent = point ? `v${point.version}${pending.length ? `, ${count(pending.length, 'change')} pending` : ''}` : '';
  }
}

function fact(name, value, title) {
  return h('div', { title }, h('dt', {}, name), value);
}

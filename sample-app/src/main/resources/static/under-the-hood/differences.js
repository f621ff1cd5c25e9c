// Base against pending: the entries that look otherwise here than on the server, field by field.
import { brief, count, h, part } from './dom.js';

const MOST = 6;

export class Differences {
  #note = h('p', { class: 'hood-note' });
  #list = h('ul', { class: 'hood-differences' });

  element = part('Base and pending', null, this.#note, this.#list);

  show({ point, pending, unconfirmed }) {
    const different = unconfirmed.filter(({ base, here }) => JSON.stringify(base) !== JSON.stringify(here));
    this.#note.textContent = different.length
      ? `You see v${point?.version ?? 0} with ${count(pending.length, 'change')} on top. That makes a difference here:`
      : pending.length ? 'What is pending makes no difference to what you see.' : 'Nothing is pending: what you see is what the server has.';
    this.#list.replaceChildren(...different.slice(0, MOST).map(difference));
    if (different.length > MOST) {
      this.#list.append(h('li', { class: 'more' }, `and ${count(different.length - MOST, 'more entry', 'more entries')}`));
    }
  }
}

function difference({ key, base, here }) {
  const kind = base === undefined ? 'new' : here === undefined ? 'gone' : 'changed';
  return h('li', { class: kind }, h('span', { class: 'hood-tag' }, kind), h('code', { class: 'key', title: key }, short(key)),
    h('dl', {}, fields(base, here).map(([name, before, now]) => h('div', {},
      name === '' ? null : h('dt', {}, name),
      h('dd', {}, before === undefined ? null : h('del', {}, brief(before, 40)), ' ', now === undefined ? null : h('ins', {}, brief(now, 40)))))));
}

/** Ids are long, and their beginning is enough to tell them apart. */
export function short(key) {
  return key.replaceAll(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{19,}/g, '$1…');
}

/** What is otherwise: whole values, or the fields of objects that differ. */
function fields(base, here) {
  if (![base, here].every(isObjectOrNothing)) {
    return [['', base, here]];
  }
  return [...new Set([...Object.keys(base ?? {}), ...Object.keys(here ?? {})])]
    .filter((name) => JSON.stringify(base?.[name]) !== JSON.stringify(here?.[name]))
    .map((name) => [name, base?.[name], here?.[name]]);
}

function isObjectOrNothing(value) {
  return value === undefined || (value !== null && typeof value === 'object' && !Array.isArray(value));
}

// What goes over the wire: pushes and pulls with their answers, and pokes, the latest first. Each opens to its JSON.
import { count, h, numbers, part } from './dom.js';

const MOST = 25;

export class Wire {
  #list = h('ol', { class: 'hood-wire', reversed: true });
  #note = h('p', { class: 'hood-note' });
  #requests = new Map();
  #fresh = [];
  #stale = new Set();

  element = part('On the wire', null, this.#note, this.#list);

  saw(observation) {
    const { type } = observation;
    if (type === 'request') {
      const message = { kind: observation.operation, time: new Date(), sent: observation.body, began: performance.now() };
      this.#requests.set(observation.number, message);
      this.#add(message);
    } else if (type === 'answer') {
      const message = this.#requests.get(observation.number);
      this.#requests.delete(observation.number);
      if (message) {
        Object.assign(message, { status: observation.status, received: observation.body, took: performance.now() - message.began });
        this.#stale.add(message);
      }
    } else if (type === 'poke') {
      this.#poked(observation.body);
    } else if (type === 'connection') {
      this.#add({ kind: 'connection', time: new Date(), open: observation.open });
    }
  }

  show({ leads }) {
    for (const message of this.#fresh.splice(0)) {
      message.element = line(message);
      this.#list.prepend(message.element);
      this.#stale.delete(message);
    }
    for (const message of this.#stale) {
      message.element?.replaceWith(message.element = line(message, message.element.firstChild.open));
    }
    this.#stale.clear();
    while (this.#list.children.length > MOST) {
      this.#list.lastChild.remove();
    }
    this.#note.textContent = leads ? 'Nothing has gone over the wire since the page was loaded.' : 'The tab that talks with the server sees what goes over the wire.';
    this.#note.hidden = this.#list.children.length > 0;
  }

  /** An idle connection says again and again where the space is: one line for all of these. */
  #poked(body) {
    const { min_included_version: min, max_included_version: max } = parse(body) ?? {};
    const message = { kind: 'poke', time: new Date(), received: body, idle: min > max };
    if (message.idle && this.#last?.idle) {
      Object.assign(this.#last, message);
      this.#stale.add(this.#last);
    } else {
      this.#add(message);
    }
  }

  #last;

  #add(message) {
    this.#last = message;
    this.#fresh = [...this.#fresh, message].slice(-MOST);
  }
}

function line(message, open = false) {
  const { kind, time, sent, received } = message;
  const { title, detail, state } = describe(message);
  const summary = [h('span', { class: 'way', 'aria-hidden': 'true' }, kind === 'connection' ? '⇄' : sent ? '↑' : '↓'),
    h('b', {}, title), h('span', { class: 'detail' }, detail), h('time', {}, time.toLocaleTimeString('en-GB'))];
  const classes = `${kind.split('/')[0]} ${state ?? ''}`;
  if (kind === 'connection') {
    return h('li', { class: classes }, h('div', { class: 'summary' }, summary));
  }
  const details = h('details', { open }, h('summary', {}, summary));
  const fill = () => details.children.length === 1 && details.append(...[sent, received].filter(Boolean).map((text) => h('pre', { tabindex: '0' }, pretty(text))));
  details.ontoggle = fill;
  return h('li', { class: classes }, details);
}

function describe(message) {
  const { kind, sent, received, status, took, open } = message;
  if (kind === 'connection') {
    return { title: open ? 'connected' : 'disconnected', detail: open ? 'pokes come in' : 'the WebSocket is closed', state: open ? '' : 'failed' };
  }
  if (kind === 'poke') {
    return describePoke(parse(received) ?? {});
  }
  const request = parse(sent) ?? {};
  const asked = kind === 'push' ? `${numbers(request.mutations.map(({ id }) => id))} ${[...new Set(request.mutations.map(({ name }) => name))].join(', ')}`
    : kind === 'pull' ? (request.version === null ? 'everything' : `what came after v${request.version}`) : kind.replace('actions/', '');
  const answer = status === 200 ? parse(received) ?? {} : {};
  const outcome = status === undefined ? '…' : status === 0 ? 'no answer' : status !== 200 ? `${status} ${parse(received)?.code ?? ''}`
    : `v${answer.version ?? answer.max_included_version} in ${Math.max(1, Math.round(took))} ms${refused(answer)}`;
  return { title: kind.split('/')[0].replace('actions', 'action'), detail: `${asked} → ${outcome}`, state: status === undefined ? 'open' : status === 200 ? '' : 'failed' };
}

function describePoke(delta) {
  const { min_included_version: min, max_included_version: max, patches = [] } = delta;
  if (min > max) {
    return { title: 'poke', detail: `still at v${max}`, state: 'idle' };
  }
  return { title: 'poke', detail: `${min === max ? `v${max}` : `v${min}–${max}`}, ${count(patches.length, 'patch', 'patches')}${refused(delta)}` };
}

function refused({ rejected_mutations: rejected = [] }) {
  return rejected.length ? `, ${rejected.length} refused` : '';
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pretty(text) {
  const value = parse(text);
  return value === undefined ? text : JSON.stringify(value, null, 1);
}

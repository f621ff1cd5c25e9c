// Which lists there are: each is a space of its own. The browser remembers those that its user has opened.
import { randomUuid } from '/synced-store/client/index.js';

const ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;
const FIRST = 'main';
const OPENED = 'todos lists';

/** The list that the address names, or the one that was open last. */
export function listOfAddress() {
  const [, folder, id] = location.pathname.split('/');
  // As it was before lists had addresses of their own.
  const named = folder === 'lists' ? id : new URLSearchParams(location.search).get('list');
  if (ID.test(named ?? '')) {
    return named;
  }
  return openedLists().at(0) ?? FIRST;
}

const PRIVATE = /^private-(.+)-[0-9a-z]{8,}$/;

/** Whether only its members may open a list: that stands in its id. */
export function isPrivate(list) {
  return list.startsWith('private-');
}

export function addressOf(list) {
  return `/lists/${list}`;
}

/** How a list is called: its id is what can stand in an address. */
export function nameOf(list) {
  const words = (PRIVATE.exec(list)?.[1] ?? list).replaceAll(/[-_]+/g, ' ').trim() || list;
  return words[0].toUpperCase() + words.slice(1);
}

/** The id of the list that somebody calls so, or undefined if nothing can be made of it. */
export function idOf(name) {
  const id = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss').trim().toLowerCase()
    .replaceAll(/[^a-z0-9._~]+/g, '-').replaceAll(/^[^a-z0-9]+|-+$/g, '').slice(0, 100);
  return ID.test(id) ? id : undefined;
}

/** Those that were opened here, the latest first. */
function openedLists() {
  try {
    const lists = JSON.parse(localStorage.getItem(OPENED));
    return Array.isArray(lists) ? lists.filter((list) => ID.test(list)) : [];
  } catch {
    return [];
  }
}

export class Lists {
  #nav;
  #current;

  constructor(nav, current) {
    this.#nav = nav;
    this.#current = current;
    this.#remember([current, ...openedLists().filter((list) => list !== current)]);
    const form = nav.querySelector('form');
    form.onsubmit = (event) => {
      event.preventDefault();
      const id = idOf(form.elements.name.value);
      if (id) {
        // The rest keeps two lists of one name apart.
        const own = form.elements.private.checked ? `private-${id}-${randomUuid().replaceAll('-', '').slice(0, 12)}` : id;
        location.assign(addressOf(own));
      } else {
        form.elements.name.setCustomValidity('A name has letters or digits');
        form.elements.name.reportValidity();
      }
    };
    form.elements.name.oninput = () => form.elements.name.setCustomValidity('');
    addEventListener('storage', ({ key }) => key === OPENED && this.#render());
    this.#render();
  }

  #remember(lists) {
    localStorage.setItem(OPENED, JSON.stringify(lists.slice(0, 50)));
  }

  #render() {
    const lists = [...new Set([FIRST, this.#current, ...openedLists()])].sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || (nameOf(a) < nameOf(b) ? -1 : 1));
    this.#nav.querySelector('ul').replaceChildren(...lists.map((list) => this.#item(list)));
    this.#nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  #item(list) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = addressOf(list);
    link.textContent = nameOf(list);
    item.append(link);
    if (list === this.#current) {
      link.setAttribute('aria-current', 'page');
    } else if (list !== FIRST) {
      const forget = document.createElement('button');
      forget.className = 'quiet';
      forget.textContent = '×';
      forget.title = 'Take it out of this overview; the list itself stays';
      forget.setAttribute('aria-label', `Take ${nameOf(list)} out of the overview`);
      forget.onclick = () => {
        this.#remember(openedLists().filter((each) => each !== list));
        this.#render();
        this.#nav.querySelector('input').focus();
      };
      item.append(forget);
    }
    return item;
  }
}
